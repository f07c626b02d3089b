// Three layers: what the languages' own linters recommend, what strict TypeScript adds where it is cheap, and
// the rules of this page (scripts/eslint-rules). Layout is Prettier's job, styles are
// scripts/check-styles.mjs', words are scripts/check-messages.mjs'.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import satchel from './scripts/eslint-rules/index.mjs';

const TYPED = ['src/**/*.ts', 'src/**/*.svelte'];

/** What the core answers when it fails is plain data, whichever transport carried it: the page throws it as it came. */
const COMMAND_ERROR = { from: 'file', name: 'CommandError', path: 'src/ipc/generated.ts' };

/** `paths` of tsconfig.json, as the import fence must see through them. */
const ALIASES = { '#transport': 'src/ipc/tauri' };

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist-*/',
      'node_modules/',
      'coverage/',
      'scripts/tests/fixtures/',
      'src/ipc/generated.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,

  // Our own scripts and settings: plain JavaScript on Node.
  {
    files: ['*.js', '*.ts', 'scripts/**/*.mjs'],
    languageOptions: { globals: globals.node },
  },

  // The page.
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts', '**/*.svelte'] })),
  ...svelte.configs.recommended,
  {
    files: TYPED,
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // Types, where they find what nothing else does: a promise nobody waits for, a state nobody handles.
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/only-throw-error': ['error', { allow: [COMMAND_ERROR] }],
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      'no-undef': 'off', // the compiler's job, and it knows more globals

      eqeqeq: 'error',
      'no-alert': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',

      // Markup from a string: whatever a network sent could become part of the page.
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe'].map((property) => ({
          property,
          message: 'Markup is written in components, never made from a string.',
        })),
        { object: 'document', property: 'write', message: 'Markup is written in components.' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'prefer-const': 'off', // `let { x } = $props()` is how Svelte spells it
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived', '$bindable'] }],
      'svelte/block-lang': ['error', { script: 'ts', enforceScriptPresent: false }],
      'svelte/button-has-type': 'error',
      'svelte/no-at-debug-tags': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inspect': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/require-each-key': 'error',
    },
  },

  // What only this page must keep.
  {
    files: TYPED,
    plugins: { satchel },
    rules: {
      'satchel/fenced-globals': 'error',
      'satchel/import-fences': ['error', { aliases: ALIASES }],
      'satchel/no-style-attribute': 'error',
      'satchel/no-text-in-markup': 'error',
    },
  },

  // A test may reach into what the types promise, and wait for nothing on purpose.
  {
    files: ['src/**/*.test.ts', 'src/**/*.test.svelte.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
