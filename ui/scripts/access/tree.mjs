// What a screen reader is told of a screen: role, name, state and level of everything, as text.

/** Things that must have a name of their own. */
const NAMED =
  /^(button|link|textbox|searchbox|checkbox|radio|switch|combobox|dialog|img|navigation|complementary|region|table|heading|listbox|option|spinbutton)$/;

/** The tree as text: one line a thing. */
export async function readTree(tab, { dialog }) {
  const root = dialog ? tab.locator('dialog[open]').last() : tab.locator('body');
  const tree = await root.ariaSnapshot();
  return `${shortened(tree)
    // The clock stands still so that a tree is the same twice; nobody meets that speed.
    .replaceAll(', 0× speed', '')
    // What counts down goes on for a moment.
    .replaceAll(/\b\d+ seconds?\b/g, '… seconds')
    // How many components we are made with changes with each of them.
    .replaceAll(/text: \d+ more/g, 'text: … more')}\n`;
}

const MOST_ITEMS = 12;

/** Of a long list, the first: the others are alike, and change with what we are made with. */
function shortened(tree) {
  const seen = new Map();
  return tree
    .split('\n')
    .filter((line) => {
      const depth = line.length - line.trimStart().length;
      for (const deeper of seen.keys()) if (deeper > depth) seen.delete(deeper);
      if (!/^\s*- listitem: /.test(line)) return true;
      seen.set(depth, (seen.get(depth) ?? 0) + 1);
      return seen.get(depth) <= MOST_ITEMS;
    })
    .join('\n');
}

/** What is wrong with a tree, as sentences. */
export function judgeTree(tree, { dialog }) {
  const problems = [];
  const things = tree.split('\n').flatMap((line) => {
    const found = /^(\s*)- (?:'|")?([a-z]+)(?: ("(?:[^"\\]|\\.)*"))?((?: \[[^\]]+\])*)/.exec(line);
    return found
      ? [
          {
            line: line.trim(),
            depth: found[1].length,
            role: found[2],
            name: found[3] ?? null,
            state: found[4],
          },
        ]
      : [];
  });
  for (const { role, name, line } of things) {
    if (NAMED.test(role) && !name) problems.push(`no name: ${line}`);
    const words = name?.slice(1, -1).trim() ?? '';
    const half = words.slice(0, words.length / 2).trim();
    if (half.length > 2 && words === `${half} ${half}`) problems.push(`said twice: ${line}`);
  }
  let before = null;
  let firsts = 0;
  for (const { role, state, line } of things) {
    if (role !== 'heading') continue;
    const level = Number(/level=(\d)/.exec(state)?.[1]);
    if (level === 1) firsts += 1;
    if (before === null && level !== (dialog ? 2 : 1))
      problems.push(`the first heading is not the main one: ${line}`);
    if (before !== null && level > before + 1) problems.push(`a level is left out: ${line}`);
    before = level;
  }
  if (before === null) problems.push('no heading');
  if (!dialog && firsts !== 1) problems.push(`${firsts} main headings`);
  return problems;
}
