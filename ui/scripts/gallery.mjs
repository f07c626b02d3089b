// Every screen of scripts/gallery/list.mjs in every theme, language and text size, in a Chromium nobody sees: looked at by
// axe-core (WCAG 2.2 A and AA), for what scrolls sideways or is cut off, and kept as pictures. `cargo xtask gallery`.
//   node scripts/gallery.mjs [--only NAME,…] [--quick] [--out FOLDER] [--no-build] [--no-pictures]
// --only: screens or states, by the start of their names. --quick: each state light and dark in English, no pictures.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { layoutsOf, nameOf } from './gallery/looks.mjs';
import { rows } from './gallery/list.mjs';
import { faults, fit, lay, settled, show, standing } from './gallery/page.mjs';
import { buildGallery, serve } from './gallery/serve.mjs';
import { drawSheet, writeSheet } from './gallery/sheet.mjs';

const root = path.join(import.meta.dirname, '..');
/** In pixels of CSS: a list of fifty thousand records is longer than what a browser draws, and than what anybody looks at. */
const LONGEST = 20_000;
/** Pages that are looked at at a time: the browser's own work keeps a second core busy. */
const TABS = 3;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(root, '../target/gallery') },
    'no-build': { type: 'boolean', default: false },
    'no-pictures': { type: 'boolean', default: false },
  },
});
const say = (line) => process.stdout.write(`${line}\n`);

const wanted = options.only.flatMap((names) => names.split(',')).filter(Boolean);
const chosen = rows().filter(
  ({ name, sheet }) =>
    wanted.length === 0 || wanted.some((one) => sheet === one || name === one || name.startsWith(`${one}-`)),
);
if (chosen.length === 0) {
  process.stderr.write(`There is no screen ${wanted.join(', ')}; see scripts/gallery/list.mjs.\n`);
  process.exit(2);
}
const pictures = !options.quick && !options['no-pictures'];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violations = [];
let combinations = 0;

const began = performance.now();
const folder = options['no-build'] ? path.join(root, 'dist-gallery') : await buildGallery(root);
const server = await serve(folder);
const browser = await launch();

const usual = { forcedColors: 'none', reducedMotion: 'no-preference' };

/** One address in one language, in all its looks. */
async function visit(tab, cdp, row, language, layouts) {
  const report = (layout, theme, [rule, element, more = '']) =>
    violations.push({ screen: row.name, look: nameOf(layout, theme, language), rule, element, more });
  const [first] = layouts;
  await resize(cdp, first.window);
  await tab.emulateMedia(usual);
  const query = `${row.query}&still=1&lang=${language}`;
  let missed = 'not loaded';
  // The page is loaded once for each language, and once more where a screen does not come by itself.
  if (tab.speaks === language) missed = await stand(tab, row, () => tab.evaluate(show, query));
  if (missed) missed = await stand(tab, row, () => tab.goto(`${server.at}/?${query}`));
  tab.speaks = language;
  if (missed) report(first, first.themes[0], ['not-reached', missed]);
  for (const layout of layouts) {
    await tab.emulateMedia({ ...usual, ...layout.media });
    await resize(cdp, layout.window);
    const length = Math.min(LONGEST, await tab.evaluate(lay, layout.text));
    const misfits = await tab.evaluate(fit, {
      isKiosk: row.group === 'kiosk' && layout.text === '100' && ['en', 'es'].includes(language),
    });
    for (const one of misfits) report(layout, layout.themes[0], one);
    // The whole length at once, so that nothing has to be put together for a picture. A kiosk's panel keeps its form: a
    // tall one has other sizes.
    const isLong = length > layout.window.height;
    if (isLong && row.group !== 'kiosk') await resize(cdp, { ...layout.window, height: length });
    const beyond = isLong && row.group === 'kiosk' ? { width: layout.window.width, height: length } : null;
    for (const theme of layout.themes) {
      combinations += 1;
      const found = await tab.evaluate(faults, { theme, isForced: layout.media?.forcedColors === 'active' });
      for (const one of found) report(layout, theme, one);
      if (pictures)
        await draw(cdp, path.join(options.out, row.name, `${nameOf(layout, theme, language)}.png`), beyond);
    }
  }
}

async function stand(tab, row, come) {
  await come();
  await tab.evaluate(settled);
  return whatIsMissed(row, await tab.evaluate(standing));
}

/** Where we are instead of where the list wanted to be; null when all is well. */
function whatIsMissed(row, { lost, screen, dialog }) {
  if (lost) return `nothing is called ${lost}, to be pressed`;
  if (row.screen && screen !== row.screen) return `this is the screen ${screen}`;
  return row.dialog && !dialog ? 'no dialog is open' : null;
}

const resize = (cdp, { width, height }) =>
  cdp.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });

/** `beyond`: how large the page is, where it is larger than its window. */
async function draw(cdp, file, beyond) {
  const whole = beyond && { captureBeyondViewport: true, clip: { x: 0, y: 0, ...beyond, scale: 1 } };
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    ...whole,
  });
  writeFileSync(file, Buffer.from(data, 'base64'));
}

/** Works off a list, a few at a time; each worker has a page of its own. */
async function inTabs(list, work) {
  // How large a page is says `resize`: three pages pull at one window, and a picture would be of another's size.
  const context = await browser.newContext({ viewport: null });
  await context.addInitScript(axeSource);
  const left = [...list];
  await Promise.all(
    Array.from({ length: Math.min(TABS, left.length) }, async () => {
      const tab = await context.newPage();
      const cdp = await context.newCDPSession(tab);
      for (let one = left.shift(); one; one = left.shift()) await work(tab, cdp, one);
    }),
  );
  await context.close();
}

try {
  if (pictures) {
    if (wanted.length === 0) rmSync(options.out, { recursive: true, force: true });
    mkdirSync(path.join(options.out, 'sheets'), { recursive: true });
    for (const { name } of chosen) mkdirSync(path.join(options.out, name), { recursive: true });
  }
  const jobs = chosen
    .flatMap((row) =>
      Object.entries(layoutsOf(row, options.quick)).map(([language, layouts]) => ({
        row,
        language,
        layouts,
      })),
    )
    .sort((one, other) => (one.language < other.language ? -1 : Number(one.language > other.language)));
  await inTabs(jobs, (tab, cdp, { row, language, layouts }) =>
    visit(tab, cdp, row, language, layouts).catch((error) => {
      const [line] = String(error.message ?? error).split('\n');
      violations.push({ screen: row.name, look: language, rule: 'not-shown', element: line, more: '' });
      tab.speaks = null;
    }),
  );
  if (pictures) {
    const sheets = new Map();
    for (const { sheet, name } of chosen) sheets.set(sheet, [...(sheets.get(sheet) ?? []), name]);
    const files = [...sheets].map(([sheet, names]) => writeSheet(options.out, sheet, names));
    await inTabs(files, drawSheet);
  }
} finally {
  await browser.close();
  await server.close();
}

// One line for a rule and an element of a screen, with the looks in which it was seen.
const lines = new Map();
for (const { screen, look, rule, element, more } of violations) {
  const key = `${screen}: ${rule}: ${element}`;
  const line = lines.get(key) ?? { more, looks: [] };
  line.looks.push(look);
  lines.set(key, line);
}
for (const [key, { more, looks }] of [...lines].sort()) {
  const where =
    looks.length > 4 ? `${looks.slice(0, 4).join(' ')} and ${looks.length - 4} more` : looks.join(' ');
  say(`${key} (${where})${more ? `: ${more}` : ''}`);
}
if (pictures) say(`pictures: ${path.relative(process.cwd(), options.out)}`);
const failed = new Set(violations.map(({ screen, look }) => `${screen} ${look}`)).size;
const seconds = Math.round((performance.now() - began) / 1000);
say(
  `${chosen.length} screens, ${combinations} combinations, ${violations.length} violations, ` +
    `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
);
say(`looks: ${combinations - failed} passed, ${failed} failed`);
process.exitCode = violations.length === 0 ? 0 : 1;
