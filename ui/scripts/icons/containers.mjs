// Windows .ico and macOS .icns from PNGs of square pictures.
import { readHeader, readPixels } from './png.mjs';

/** `32` first: Tauri shows the first layer while developing. */
export const ICO_SIZES = [32, 16, 24, 48, 64, 256];

/**
 * A small layer of an .ico as older tools want it: a bitmap without file header, 32 bits a pixel, bottom row
 * first, blue first, of double height because a mask follows. The alpha channel is what counts; the mask is
 * for what knows no alpha.
 */
function bitmap(png) {
  const { width, height, pixels } = readPixels(png);
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(width * height * 4);
  const maskStride = Math.ceil(width / 32) * 4;
  const mask = Buffer.alloc(maskStride * height);
  for (let y = 0; y < height; y += 1) {
    const row = height - 1 - y;
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue, alpha] = pixels.subarray((y * width + x) * 4);
      colours.set([blue, green, red, alpha], (row * width + x) * 4);
      if (alpha < 128) mask[row * maskStride + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  header.writeUInt32LE(colours.length + mask.length, 20);
  return Buffer.concat([header, colours, mask]);
}

/** `pngs`: size → PNG. Layers in the order of ICO_SIZES; the largest stays a PNG. */
export function makeIco(pngs) {
  const layers = ICO_SIZES.map((size) => ({
    size,
    data: size === 256 ? pngs.get(size) : bitmap(pngs.get(size)),
  }));
  const header = Buffer.alloc(6 + 16 * layers.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(layers.length, 4);
  let offset = header.length;
  layers.forEach(({ size, data }, index) => {
    const at = 6 + 16 * index;
    header[at] = size % 256; // 0 means 256
    header[at + 1] = size % 256;
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(data.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += data.length;
  });
  return Buffer.concat([header, ...layers.map(({ data }) => data)]);
}

/** What an .icns holds: type → pixels. The two smallest are not PNG: macOS garbles those inside an app. */
export const ICNS_PNG = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};
export const ICNS_RGB = [
  { colours: 'is32', mask: 's8mk', size: 16 },
  { colours: 'il32', mask: 'l8mk', size: 32 },
];

/**
 * One channel, run-length packed: a byte n below 128 is followed by n + 1 bytes as they are, a byte n of 128
 * or more by one byte that stands n − 125 times. Some versions of macOS forget a run at the very end, so the
 * last byte is never in one.
 */
export function packChannel(bytes) {
  const packed = [];
  let literal = [];
  const flush = () => {
    for (let at = 0; at < literal.length; at += 128) {
      const part = literal.slice(at, at + 128);
      packed.push(part.length - 1, ...part);
    }
    literal = [];
  };
  for (let at = 0; at < bytes.length;) {
    let run = 1;
    while (run < 130 && at + run < bytes.length - 1 && bytes[at + run] === bytes[at]) run += 1;
    if (run >= 3) {
      flush();
      packed.push(run + 125, bytes[at]);
      at += run;
    } else {
      literal.push(bytes[at]);
      at += 1;
    }
  }
  flush();
  return Buffer.from(packed);
}

function block(type, data) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([header, data]);
}

/** `pngs`: size → PNG, drawn with the margin that macOS expects. */
export function makeIcns(pngs) {
  const blocks = [];
  for (const { colours, mask, size } of ICNS_RGB) {
    const { pixels } = readPixels(pngs.get(size));
    const channel = (index) => pixels.filter((_, at) => at % 4 === index);
    blocks.push(block(colours, Buffer.concat([0, 1, 2].map((index) => packChannel(channel(index))))));
    blocks.push(block(mask, channel(3)));
  }
  for (const [type, size] of Object.entries(ICNS_PNG)) {
    if (readHeader(pngs.get(size)).width !== size) throw new Error(`${type} wants ${size} pixels`);
    blocks.push(block(type, pngs.get(size)));
  }
  return block('icns', Buffer.concat(blocks));
}
