// Styles against the design: colours and type sizes come from the tokens (so that dark, high contrast and
// large text reach everything), and nothing knows left from right. Part of `npm run lint`. Prints `file:line:
// message`.
//   node scripts/check-styles.mjs [folder]
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, shown } from './files.mjs';
import { checkSheet, customProperties } from './styles/sheet.mjs';

const ui = path.join(import.meta.dirname, '..');
const folder = path.resolve(process.argv[2] ?? path.join(ui, 'src'));
const isTokens = (file) => shown(folder, file) === 'lib/tokens.css';

const defined = new Set();
const used = [];
const lines = [];

const files = filesBelow(folder, '.css', '.svelte', '.ts');
for (const file of files) {
  const source = readFileSync(file, 'utf8');
  const name = shown(ui, file);
  if (file.endsWith('.ts')) {
    // A script may set a property: element.style.setProperty('--x', …).
    for (const [, property] of source.matchAll(/['"`](--[\w-]+)['"`]/g)) defined.add(property);
    continue;
  }
  for (const { line, message } of checkSheet(file, source, { tokens: isTokens(file) })) {
    lines.push(`${name}:${line}: ${message}`);
  }
  const properties = customProperties(file, source);
  for (const property of properties.defined) defined.add(property);
  for (const use of properties.used) used.push({ ...use, file: name });
}

for (const { file, line, name } of used) {
  if (!defined.has(name))
    lines.push(`${file}:${line}: ${name} is defined nowhere, so the whole declaration is ignored`);
}

for (const line of lines) console.log(line);
const sheets = files.filter((file) => !file.endsWith('.ts')).length;
console.log(`styles: ${sheets} files, ${lines.length} ${lines.length === 1 ? 'problem' : 'problems'}`);
process.exitCode = lines.length > 0 ? 1 : 0;
