// How much the page weighs, after `npm run build`: `npm run size`. Gzipped, because that is what is decoded.
// At start: index.html, what it asks for, what that imports without waiting, and the larger of the languages (one of them
// is always loaded; scripts named words-<language>). All: with the screens that come after the first one and with every
// language. Fonts apart, because they are compressed already and never change; of these only what English and Spanish
// need (latin): another range is loaded by the browser when a name has a letter of it. An aim, not a gate: it always
// exits 0 when there is a build.
//   node scripts/bundle-size.mjs [folder] [--json]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesBelow, shown } from './files.mjs';

const AIM_KB = 60;
const FONT = /\.(woff2?|ttf|otf)$/;
const FONT_ON_DEMAND = /-(latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)-/;
const NOT_SHIPPED = /\.map$/;
const LANGUAGE = /(^|\/)words-[a-z]{2}-[^/]*\.js$/;
const ENTRY = 'index.html';
/** `import … from "./a.js"`, `import "./a.js"`, `export … from "./a.js"`; never `import("./a.js")`. */
const STATIC_IMPORT = /\b(?:import|export)\s*(?:[\w$*{][^'"`()]*?\bfrom\s*)?["'](\.[^"']+)["']/g;
/** What a document asks for by itself; an icon is for the window's frame, not for the page. */
const ASKED_FOR = /<(?:script|link)\b(?![^>]*rel="icon")[^>]*?\b(?:src|href)="([^"]+)"/g;

/** Files that `name` brings along at once, as names in the build. */
function broughtBy(folder, name) {
  const text = /\.(html|js)$/.test(name) ? readFileSync(path.join(folder, name), 'utf8') : '';
  const found = [...text.matchAll(name.endsWith('.html') ? ASKED_FOR : STATIC_IMPORT)];
  return found.map(([, target]) =>
    target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(name), target),
  );
}

function loadedAtStart(folder, files) {
  const start = new Set();
  const waiting = [ENTRY];
  for (const name of waiting) {
    if (start.has(name) || !files.has(name)) continue;
    start.add(name);
    waiting.push(...broughtBy(folder, name));
  }
  const [language] = [...files.values()]
    .filter(({ name }) => LANGUAGE.test(name))
    .sort((a, b) => b.bytes - a.bytes);
  if (language) start.add(language.name);
  return start;
}

/** Bytes of a built page: `start` and `page` (all of it) gzipped file by file, `fonts` as they are. */
export function measureBuild(folder) {
  const files = new Map(
    filesBelow(folder, '')
      .filter((file) => !NOT_SHIPPED.test(file))
      .map((file) => {
        const content = readFileSync(file);
        const name = shown(folder, file);
        const font = FONT.test(file);
        const bytes = font ? content.length : gzipSync(content, { level: 9 }).length;
        return [name, { name, font, bytes }];
      }),
  );
  const early = loadedAtStart(folder, files);
  const list = [...files.values()].map((file) => ({
    ...file,
    start: file.font ? !FONT_ON_DEMAND.test(file.name) : early.has(file.name),
  }));
  const total = (wanted) => list.filter(wanted).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    start: total(({ font, start }) => !font && start),
    page: total(({ font }) => !font),
    fonts: total(({ font, start }) => font && start),
    aim: AIM_KB * 1000,
    files: list,
  };
}

export function sentence({ start, page, fonts, aim }) {
  const kb = (bytes, digits) => `${(bytes / 1000).toFixed(digits)} kB`;
  return `page: ${kb(start, 1)} gzipped at start (aim below ${kb(aim, 0)}), ${kb(page, 1)} in all, fonts: ${kb(fonts, 0)}`;
}

if (process.argv[1] === import.meta.filename) {
  const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const dist = path.resolve(folder ?? path.join(import.meta.dirname, '..', 'dist'));
  if (!existsSync(dist)) {
    console.error('no build to measure: run `npm run build` first');
    process.exitCode = 1;
  } else {
    const size = measureBuild(dist);
    console.log(process.argv.includes('--json') ? JSON.stringify(size, null, 2) : sentence(size));
  }
}
