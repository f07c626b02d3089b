// Calls whose key the types do not tell. Better than an entry here: give the value a union type in the page.
//   file, expression   where, and the first argument (or the second, for an attribute) as it is written there
//   keys               what it can be: ids, or a pattern over the ids of English when the page asks `has(…)` first
// An entry that meets nothing any more is an error.
// Empty today: every key is told by a type.

/** @type {{ file: string, expression: string, keys: string[] | RegExp }[]} */
export const dynamicKeys = [];
