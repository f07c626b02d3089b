// Finding files and lines; shared by the checkers.
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** All files below `folder` whose name ends with one of `endings`, sorted, so that output never depends on the disk. */
export function filesBelow(folder, ...endings) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The line of a character offset, counted from 1. */
export function lineAt(text, offset) {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** A path as we print it: from `root`, with forward slashes on every system. */
export function shown(root, file) {
  return path.relative(root, file).split(path.sep).join('/');
}
