// Reading PNG, as much as the icons need: 8 bits a channel, RGBA, not interlaced. Tauri takes no other, so
// nor do we.
import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGBA = 6;

function* chunks(png) {
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Width and height, or an error that says what is wrong with it. */
export function readHeader(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  const [depth, colour, , , interlaced] = png.subarray(24, 29);
  if (depth !== 8 || colour !== RGBA)
    throw new Error(`not 8-bit RGBA: depth ${depth}, colour type ${colour}`);
  if (interlaced) throw new Error('interlaced');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The pixels, four bytes each (red, green, blue, alpha), row by row from the top. */
export function readPixels(png) {
  const { width, height } = readHeader(png);
  const packed = Buffer.concat(
    [...chunks(png)].filter(({ type }) => type === 'IDAT').map(({ data }) => data),
  );
  const raw = inflateSync(packed);
  const stride = width * 4;
  const pixels = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x >= 4 ? pixels[at - 4] : 0;
      const up = row > 0 ? pixels[at - stride] : 0;
      const corner = x >= 4 && row > 0 ? pixels[at - stride - 4] : 0;
      const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      pixels[at] = raw[row * (stride + 1) + 1 + x] + add;
    }
  }
  return { width, height, pixels };
}
