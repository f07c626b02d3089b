// Calls whose key the types do not tell. Better than an entry here: give the value a union type in the page.
//   file, expression   where, and the first argument (or the second, for an attribute) as it is written there
//   keys               what it can be: ids, or a pattern over the ids of English when the page asks `has(…)` first
// An entry that meets nothing any more is an error.

/** @type {{ file: string, expression: string, keys: string[] | RegExp }[]} */
export const dynamicKeys = [
  // The topic is a screen; the dialog shows what there is for it.
  { file: 'src/frame/HelpDialog.svelte', expression: 'id', keys: /^help-.+-\d$/ },
  // Another step than the error's own: only these two (nextStep in src/lib/errors.ts).
  {
    file: 'src/lib/Problem.svelte',
    expression: '`error-step-${step}`',
    keys: ['error-step-sign-in', 'error-step-help'],
  },

  // Lists of steps and facts, typed as plain strings and numbers.
  {
    file: 'src/features/consent/PermissionScreen.svelte',
    expression: 'fact.id',
    keys: ['consent-who', 'consent-what', 'consent-long', 'consent-copy'],
  },
  {
    file: 'src/features/home/HomeScreen.svelte',
    expression: '`home-why-${n}`',
    keys: ['home-why-1', 'home-why-2', 'home-why-3'],
  },
  {
    file: 'src/features/home/HomeScreen.svelte',
    expression: '`home-why-${n}-body`',
    keys: ['home-why-1-body', 'home-why-2-body', 'home-why-3-body'],
  },
  {
    file: 'src/features/places/DiaryScreen.svelte',
    expression: 'one.id',
    keys: ['diary-count-found', 'diary-count-connected', 'diary-count-sign-in'],
  },
  {
    file: 'src/features/places/PlacesScreen.svelte',
    expression: '`consent-${changing}`',
    keys: ['consent-turning-on', 'consent-turning-off', 'consent-searching-again'],
  },
  {
    file: 'src/features/welcome/WelcomeScreen.svelte',
    expression: 'promise.id',
    keys: ['welcome-promise-find', 'welcome-promise-ask', 'welcome-promise-show'],
  },
  { file: 'src/frame/stage.svelte.ts', expression: 'sentence', keys: ['consent-now-on', 'consent-now-off'] },
];
