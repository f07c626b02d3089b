// The page's own lint rules, as one ESLint plugin. Each rule says why it exists at the top of its file.
import fencedGlobals from './fenced-globals.mjs';
import importFences from './import-fences.mjs';
import noStyleAttribute from './no-style-attribute.mjs';
import noTextInMarkup from './no-text-in-markup.mjs';

export default {
  meta: { name: 'satchel' },
  rules: {
    'fenced-globals': fencedGlobals,
    'import-fences': importFences,
    'no-style-attribute': noStyleAttribute,
    'no-text-in-markup': noTextInMarkup,
  },
};
