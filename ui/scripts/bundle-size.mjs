// How much the page weighs, after `npm run build`: `npm run size`. Gzipped, because that is what is decoded
// at start; fonts apart, because they are compressed already and never change. An aim, not a gate: it always
// exits 0 when there is a build.
//   node scripts/bundle-size.mjs [folder] [--json]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesBelow, shown } from './files.mjs';

const AIM_KB = 60;
const FONT = /\.(woff2?|ttf|otf)$/;
const NOT_SHIPPED = /\.map$/;

/** Bytes of a built page: `page` gzipped file by file, `fonts` as they are. */
export function measureBuild(folder) {
  const files = filesBelow(folder, '')
    .filter((file) => !NOT_SHIPPED.test(file))
    .map((file) => {
      const content = readFileSync(file);
      const font = FONT.test(file);
      return {
        name: shown(folder, file),
        font,
        bytes: font ? content.length : gzipSync(content, { level: 9 }).length,
      };
    });
  const total = (wanted) =>
    files.filter(({ font }) => font === wanted).reduce((sum, { bytes }) => sum + bytes, 0);
  return { page: total(false), fonts: total(true), aim: AIM_KB * 1000, files };
}

export function sentence({ page, fonts, aim }) {
  const kb = (bytes, digits) => `${(bytes / 1000).toFixed(digits)} kB`;
  return `page: ${kb(page, 1)} gzipped (aim below ${kb(aim, 0)}), fonts: ${kb(fonts, 0)}`;
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
