// Runs the tests of the page's own tooling: `npm run lint:test`. A list of files, because `node --test
// <folder>` means different things on Node 20 and later. They live in `tests/` and are not called *.test.*,
// so that Vitest leaves them alone.
import { readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'tests');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => path.join(folder, name));
const { status } = spawnSync(process.execPath, ['--test', ...process.argv.slice(2), ...files], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
