import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ICNS_PNG, ICNS_RGB, ICO_SIZES, packChannel } from '../icons/containers.mjs';
import { readHeader, readPixels } from '../icons/png.mjs';

const icons = path.join(import.meta.dirname, '..', '..', '..', 'icons');
const SETS = [icons, path.join(icons, 'demo')];

/** The bytes, and whether the last ones were a run. */
function unpack(packed) {
  const bytes = [];
  let code = 0;
  for (let at = 0; at < packed.length;) {
    code = packed[at++];
    if (code < 128) for (let n = 0; n <= code; n += 1) bytes.push(packed[at++]);
    else {
      for (let n = 0; n < code - 125; n += 1) bytes.push(packed[at]);
      at += 1;
    }
  }
  return { bytes, endsInRun: code >= 128 };
}

test('a packed channel comes back whole, and never ends in a run', () => {
  for (const bytes of [[1], [1, 1, 1], Array(300).fill(0), [1, 2, 3, 3, 3, 3, 4], [...Array(200).keys()]]) {
    assert.deepEqual(unpack(packChannel(Buffer.from(bytes))), { bytes, endsInRun: false });
  }
});

for (const folder of SETS) {
  const name = path.basename(folder);

  test(`${name}: every PNG is 8-bit RGBA, of the size its name says, with clear corners`, () => {
    const sizes = {
      '16x16': 16,
      '24x24': 24,
      '32x32': 32,
      '48x48': 48,
      '64x64': 64,
      '128x128': 128,
      '256x256': 256,
      icon: 512,
    };
    for (const [file, size] of Object.entries(sizes)) {
      const png = readFileSync(path.join(folder, `${file}.png`));
      assert.deepEqual(readHeader(png), { width: size, height: size }, file);
      const { pixels } = readPixels(png);
      assert.equal(pixels[3], 0, `${file}: the corner is transparent`);
      assert.equal(pixels[((size * size) / 2 + size / 2) * 4 + 3], 255, `${file}: the middle is not`);
    }
  });

  test(`${name}: icon.ico has every layer Windows asks for, 32 pixels first`, () => {
    const ico = readFileSync(path.join(folder, 'icon.ico'));
    const layers = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => 6 + 16 * index);
    assert.deepEqual(
      layers.map((at) => ico[at] || 256),
      ICO_SIZES,
    );
    for (const at of layers) {
      const data = ico.subarray(
        ico.readUInt32LE(at + 12),
        ico.readUInt32LE(at + 12) + ico.readUInt32LE(at + 8),
      );
      if (ico[at] === 0) assert.equal(readHeader(data).width, 256);
      else
        assert.deepEqual(
          [data.readUInt32LE(0), data.readInt32LE(4), data.readUInt16LE(14)],
          [40, ico[at], 32],
        );
    }
  });

  test(`${name}: icon.icns has every size macOS asks for`, () => {
    const icns = readFileSync(path.join(folder, 'icon.icns'));
    assert.equal(icns.readUInt32BE(4), icns.length);
    const blocks = new Map();
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      blocks.set(icns.toString('latin1', at, at + 4), icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)));
    }
    for (const [type, size] of Object.entries(ICNS_PNG))
      assert.equal(readHeader(blocks.get(type)).width, size, type);
    for (const { colours, mask, size } of ICNS_RGB) {
      assert.equal(unpack(blocks.get(colours)).bytes.length, size * size * 3);
      assert.equal(blocks.get(mask).length, size * size);
    }
  });
}
