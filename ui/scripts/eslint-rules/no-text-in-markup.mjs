// Every word a person reads or hears comes from a Fluent message, so that it can be translated and its
// reading grade checked. Text that only a screen reader says counts as much as text on the screen: `aria-*`
// is checked too.
import { insideSrc, isGallery, isTest } from './paths.mjs';

/** Attributes whose value is shown or spoken, on elements and on our own components alike. */
const TEXT_ATTRIBUTES = new Set(['title', 'alt', 'placeholder', 'label', 'abbr', 'srcdoc']);

/** aria attributes that hold ids, numbers or fixed words of the specification. Any other aria attribute holds text. */
const ARIA_TOKENS = new Set(
  (
    'activedescendant atomic autocomplete busy checked colcount colindex colspan controls current describedby details ' +
    'disabled dropeffect errormessage expanded flowto grabbed haspopup hidden invalid keyshortcuts labelledby level ' +
    'live modal multiline multiselectable orientation owns posinset pressed readonly relevant required rowcount ' +
    'rowindex rowspan selected setsize sort valuemax valuemin valuenow'
  )
    .split(' ')
    .map((name) => `aria-${name}`),
);

const LETTER = /\p{L}/u;

/** A property of a component that reads like a sentence: `heading="Sign in again"`, but not `tone="need"`. */
const SENTENCE = /^\s*[\p{Lu}¿¡].*\p{L}\s+\p{L}/su;

function holdsText(attribute) {
  if (attribute.startsWith('aria-')) return !ARIA_TOKENS.has(attribute);
  return TEXT_ATTRIBUTES.has(attribute);
}

/** `value` is a word on the screen for these inputs, and a token for every other (`<input type="radio" value="dark">`). */
function isButtonValue(attribute, element) {
  if (element !== 'input' || attribute.key.name !== 'value') return false;
  return attribute.parent.attributes.some(
    (other) => other.key?.name === 'type' && /^(submit|reset|button)$/.test(other.value?.[0]?.value),
  );
}

/** The script-side twins of the same attributes. `title` alone may be anybody's field, `document.title` is not. */
const SCRIPT_PROPERTIES =
  /^(textContent|innerText|aria(Label|Description|ValueText|Placeholder|RoleDescription))$/;

/** The string parts an expression may come to. Arguments of calls are not among them: `t('key')` is the cure. */
function* literalsOf(expression) {
  switch (expression?.type) {
    case 'Literal':
      if (typeof expression.value === 'string') yield { node: expression, text: expression.value };
      break;
    case 'TemplateLiteral':
      for (const quasi of expression.quasis) yield { node: expression, text: quasi.value.cooked ?? '' };
      for (const inner of expression.expressions) yield* literalsOf(inner);
      break;
    case 'ConditionalExpression':
      yield* literalsOf(expression.consequent);
      yield* literalsOf(expression.alternate);
      break;
    case 'LogicalExpression':
      if (expression.operator !== '&&') yield* literalsOf(expression.left);
      yield* literalsOf(expression.right);
      break;
    case 'BinaryExpression':
      if (expression.operator !== '+') break;
      yield* literalsOf(expression.left);
      yield* literalsOf(expression.right);
      break;
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      yield* literalsOf(expression.expression);
      break;
  }
}

function elementName(attribute) {
  const name = attribute.parent?.parent?.name;
  if (name?.type === 'SvelteName') return name.name;
  return name?.type === 'SvelteMemberExpressionName' ? 'Component' : (name?.name ?? '');
}

export default {
  meta: {
    type: 'problem',
    docs: { description: 'every word comes from a Fluent message' },
    schema: [],
    messages: {
      text: 'Text in markup: "{{text}}". Put it in src/i18n/locales and use t().',
      attribute: 'Text in {{name}}: "{{text}}". Put it in src/i18n/locales and use t() or attr().',
      script: 'Text set from script: "{{text}}". Put it in src/i18n/locales and use t() or attr().',
    },
  },
  create(context) {
    const file = insideSrc(context.filename) ?? context.filename;
    if (isTest(file) || isGallery(file)) return {};

    function report(node, messageId, text, name) {
      const short = text.trim().replace(/\s+/g, ' ').slice(0, 40);
      context.report({ node, messageId, data: { text: short, name } });
    }

    function checkExpression(expression, messageId, name, pattern = LETTER) {
      for (const { node, text } of literalsOf(expression)) {
        if (pattern.test(text)) report(node, messageId, text, name);
      }
    }

    return {
      SvelteText(node) {
        if (node.parent.type === 'SvelteStyleElement' || node.parent.type === 'SvelteScriptElement') return;
        if (LETTER.test(node.value)) report(node, 'text', node.value);
      },
      SvelteMustacheTag(node) {
        const inAttribute = /Attribute|Directive/.test(node.parent.type);
        if (!inAttribute) checkExpression(node.expression, 'text');
      },
      SvelteAttribute(node) {
        const element = elementName(node);
        const name = node.key.name;
        const always = holdsText(name) || isButtonValue(node, element);
        if (!always && !/^[A-Z]/.test(element)) return;
        const pattern = always ? LETTER : SENTENCE;
        for (const part of node.value) {
          if (part.type === 'SvelteLiteral' && pattern.test(part.value))
            report(part, 'attribute', part.value, name);
          if (part.type === 'SvelteMustacheTag') checkExpression(part.expression, 'attribute', name, pattern);
        }
      },
      AssignmentExpression(node) {
        const { left } = node;
        if (left.type !== 'MemberExpression' || left.computed) return;
        const documentTitle = left.object.name === 'document' && left.property.name === 'title';
        if (documentTitle || SCRIPT_PROPERTIES.test(left.property.name))
          checkExpression(node.right, 'script');
      },
      'CallExpression[callee.property.name="setAttribute"]'(node) {
        const [name, value] = node.arguments;
        if (typeof name?.value === 'string' && holdsText(name.value)) checkExpression(value, 'script');
      },
    };
  },
};
