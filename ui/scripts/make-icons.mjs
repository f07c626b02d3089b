// The app's icons, drawn from our own SVG: `npm run icons`. Needs a Chromium on this computer; writes icons/
// and icons/demo/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { ICNS_PNG, ICNS_RGB, ICO_SIZES, makeIcns, makeIco } from './icons/containers.mjs';
import { readHeader } from './icons/png.mjs';

const icons = path.join(import.meta.dirname, '..', '..', 'icons');

/** Below this many pixels the paper and the buckle are noise: the small drawing has neither. */
const SMALL_BELOW = 48;

/** What Tauri looks for by name, and what a Linux desktop shows small. */
const FILES = {
  '16x16.png': 16,
  '24x24.png': 24,
  '32x32.png': 32,
  '48x48.png': 48,
  '64x64.png': 64,
  '128x128.png': 128,
  '256x256.png': 256,
  'icon.png': 512,
};

const SETS = [
  { folder: icons, drawing: 'app-icon.svg', small: 'app-icon-small.svg' },
  { folder: path.join(icons, 'demo'), drawing: 'app-icon-demo.svg', small: 'app-icon-demo-small.svg' },
];

/** macOS icons stand in a field of 1024 with 100 free on each side; the smallest keep one sixteenth, or nothing is left. */
function macMargin(size) {
  return size < SMALL_BELOW ? Math.round(size / 16) : Math.round((size * 100) / 1024);
}

/** Draws `svg` in a transparent square of `size` pixels. */
async function draw(page, svg, size, margin = 0) {
  const side = size - 2 * margin;
  await page.setViewportSize({ width: size, height: size });
  const style = `body { margin: ${margin}px } svg { display: block; width: ${side}px; height: ${side}px }`;
  await page.setContent(`<style>${style}</style>${svg}`);
  const png = await page.screenshot({
    omitBackground: true,
    clip: { x: 0, y: 0, width: size, height: size },
  });
  const header = readHeader(png);
  if (header.width !== size || header.height !== size)
    throw new Error(`drew ${header.width} pixels, not ${size}`);
  return png;
}

async function drawSet(page, { folder, drawing, small }) {
  const read = (name) => readFileSync(path.join(icons, 'source', name), 'utf8');
  const svg = { large: read(drawing), small: read(small) };
  const at = (size, margin) => draw(page, size < SMALL_BELOW ? svg.small : svg.large, size, margin);
  mkdirSync(folder, { recursive: true });

  const plain = new Map();
  for (const size of new Set([...Object.values(FILES), ...ICO_SIZES])) plain.set(size, await at(size));
  for (const [name, size] of Object.entries(FILES)) writeFileSync(path.join(folder, name), plain.get(size));
  writeFileSync(path.join(folder, 'icon.ico'), makeIco(plain));

  const mac = new Map();
  const macSizes = new Set([...Object.values(ICNS_PNG), ...ICNS_RGB.map(({ size }) => size)]);
  for (const size of macSizes) mac.set(size, await at(size, macMargin(size)));
  writeFileSync(path.join(folder, 'icon.icns'), makeIcns(mac));
}

const browser = await chromium.launch({ executablePath: findBrowser() });
try {
  const page = await browser.newPage({ deviceScaleFactor: 1, colorScheme: 'light' });
  for (const set of SETS) await drawSet(page, set);
} finally {
  await browser.close();
}
console.log(`icons: ${SETS.length} sets of ${Object.keys(FILES).length + 2} files written`);
