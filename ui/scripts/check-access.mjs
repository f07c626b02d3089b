// Every screen by keyboard, and as what a screen reader is told of it, in a Chromium nobody sees: `npm run access`.
// The trees are kept in scripts/tests/trees; a change of one is to be looked at, and then written with -- --write.
//   --write       writes the trees
//   --only=NAME   screens whose name begins so
//   --no-build    takes the gallery as it was built last
/* global document */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closeByKeyboard, openByKeyboard, walk } from './access/keyboard.mjs';
import { rows } from './access/list.mjs';
import { open, settled } from './access/open.mjs';
import { judgeTree, readTree } from './access/tree.mjs';
import { launch } from './browser.mjs';
import { buildGallery, serve } from './gallery/serve.mjs';

const root = path.join(import.meta.dirname, '..');
const trees = path.join(import.meta.dirname, 'tests/trees');
/** Pages that are looked at at a time. */
const TABS = 3;
/** The rail stands beside the page, or is a bar below it. */
const windows = { wide: { width: 1280, height: 800 }, narrow: { width: 480, height: 640 } };

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    'no-build': { type: 'boolean', default: false },
  },
});
const say = (line) => process.stdout.write(`${line}\n`);
const chosen = rows().filter(({ name }) => name.startsWith(options.only));

const file = (name) => path.join(trees, `${name}.txt`);

/** The first lines in which two texts differ. */
function difference(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const at = old.findIndex((line, index) => line !== now[index]);
  return `line ${at + 1}: was ${JSON.stringify(old[at]?.trim() ?? '')}, is ${JSON.stringify(now[at]?.trim() ?? '')}`;
}

function checkTree(row, tree) {
  const problems = judgeTree(tree, row);
  if (options.write) writeFileSync(file(row.name), tree);
  else if (!existsSync(file(row.name)))
    problems.push(`has no tree: look at it, then npm run access -- --write`);
  else {
    const kept = readFileSync(file(row.name), 'utf8').replaceAll('\r\n', '\n');
    if (kept !== tree) problems.push(`the tree changed, ${difference(kept, tree)}`);
  }
  return problems;
}

/** One screen: `{ actions, problems }`, each problem with what it is about. */
async function look(tab, at, row) {
  const problems = [];
  let actions = 0;
  let hasBar = true;
  const add = (about, found) => problems.push(...found.map((problem) => `${about}: ${problem}`));
  // "More" stands in the bar alone.
  const inBar = row.name === 'dialog-more';
  for (const [name, size] of Object.entries(windows)) {
    if (inBar && name === 'wide') continue;
    // Where nothing becomes a bar, narrow is no other way for the keys; a presenter’s screen is wide.
    if (name === 'narrow' && (!hasBar || row.name === 'director-panel')) continue;
    await tab.setViewportSize(size);
    // What opens a dialog stands elsewhere in the bar.
    const opener = await open(tab, at, row, { last: !row.dialog });
    if (row.dialog) {
      if (name === 'narrow' && !inBar && !(await tab.getByTestId(opener).first().isVisible())) continue;
      await openByKeyboard(tab, opener, settled);
    }
    hasBar = await tab.evaluate(() => document.querySelector('.rail') !== null);
    if (name === 'wide' || inBar) add('tree', checkTree(row, await readTree(tab, row)));
    const moving = await tab.evaluate(() => document.getAnimations().length);
    if (moving > 0) add('motion', [`${moving} things move where less motion is wanted`]);
    const walked = await walk(tab);
    actions = Math.max(actions, walked.actions);
    add(`keyboard, ${name}`, walked.problems);
    if (row.dialog) add(`keyboard, ${name}`, await closeByKeyboard(tab, opener, settled));
  }
  return { actions, problems };
}

const began = performance.now();
const built = options['no-build'] ? path.join(root, 'dist-gallery') : await buildGallery(root);
mkdirSync(trees, { recursive: true });
const server = await serve(built);
const browser = await launch();
const outcomes = [];
try {
  const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'UTC', locale: 'en-US' });
  context.setDefaultTimeout(10_000);
  const left = [...chosen];
  await Promise.all(
    Array.from({ length: TABS }, async () => {
      const tab = await context.newPage();
      for (let row = left.shift(); row; row = left.shift()) {
        const outcome = await look(tab, server.at, row).catch((error) => ({
          actions: 0,
          problems: [`not shown: ${String(error.message ?? error).split('\n')[0]}`],
        }));
        outcomes.push({ row, ...outcome });
      }
    }),
  );
} finally {
  await browser.close();
  await server.close();
}

const known = new Set(rows().map(({ name }) => `${name}.txt`));
for (const name of readdirSync(trees).filter((one) => !known.has(one))) {
  if (options.write) rmSync(path.join(trees, name));
  else
    outcomes.push({
      row: { name },
      actions: 0,
      problems: ['a tree of no screen: npm run access -- --write'],
    });
}

outcomes.sort((a, b) => a.row.name.localeCompare(b.row.name));
for (const { row, problems } of outcomes) for (const problem of problems) say(`${row.name}: ${problem}`);
const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
const actions = outcomes.reduce((sum, outcome) => sum + outcome.actions, 0);
const seconds = Math.round((performance.now() - began) / 1000);
say(`${outcomes.length} screens, ${actions} actions reached or said to be missing, ${seconds} s`);
say(`# pass ${outcomes.length - failed}`);
say(`# fail ${failed}`);
process.exitCode = failed === 0 ? 0 : 1;
