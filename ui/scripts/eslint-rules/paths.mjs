// Where a file sits inside the page, as the rules speak of it: always with forward slashes, from the last
// `src/`.
import path from 'node:path';

/** `…/ui/src/lib/button.svelte` → `src/lib/button.svelte`; null for a file outside src. */
export function insideSrc(filename) {
  const slashed = filename.replaceAll('\\', '/');
  const at = slashed.lastIndexOf('/src/');
  if (at >= 0) return slashed.slice(at + 1);
  return slashed.startsWith('src/') ? slashed : null;
}

/** Tests may reach for the scripted core, and need no translation. */
export function isTest(file) {
  return /\.(test|spec)\.(svelte\.)?[jt]s$/.test(file) || /(^|\/)(tests?|__tests__|testing)\//.test(file);
}

/** The gallery shows every state to us, never to a patient. */
export function isGallery(file) {
  return /(^|\/)gallery(\/|[.-])/.test(file);
}

/**
 * An import as a path inside src, without its extension, or null when it names a package.
 * `aliases`: prefix → folder, such as `{ '$lib': 'src/lib' }`.
 */
export function resolveImport(specifier, fromFile, aliases = {}) {
  const clean = specifier.split('?')[0];
  let joined = null;
  if (clean.startsWith('.')) joined = path.posix.join(path.posix.dirname(fromFile), clean);
  for (const [prefix, folder] of Object.entries(aliases)) {
    if (clean === prefix || clean.startsWith(`${prefix}/`)) joined = folder + clean.slice(prefix.length);
  }
  return joined && path.posix.normalize(joined).replace(/(\.svelte)?\.[jt]s$/, '');
}
