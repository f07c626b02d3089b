// The .ftl files of one language as a list of texts. A text is what a person reads at once: the value of a
// message, or one of its attributes. Knows Fluent; knows neither the page nor reading grades.
import { readFileSync } from 'node:fs';
import { FluentParser, Visitor } from '@fluent/syntax';
import { filesBelow, lineAt } from '../files.mjs';

/**
 * @typedef {object} Text
 * @property {string} key        `home-title`, `home-title.label`, or `-brand` for a term
 * @property {string} id
 * @property {string | null} attribute
 * @property {boolean} term      terms are only read inside other messages
 * @property {string} file
 * @property {number} line
 * @property {import('@fluent/syntax').Pattern} pattern
 */

/** `problems`: what is wrong with the files themselves, as `{ file, line, key, message }`. */
export function readCatalogue(folder) {
  /** @type {Map<string, Text>} */
  const texts = new Map();
  const problems = [];
  const files = filesBelow(folder, '.ftl');
  for (const file of files) readFile(file, texts, problems);
  return { texts, problems, files };
}

function readFile(file, texts, problems) {
  const source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const at = (node) => lineAt(source, node.span.start);
  for (const entry of new FluentParser().parse(source).body) {
    if (entry.type === 'Junk') {
      const [annotation] = entry.annotations;
      const key = /^\s*(-?[\w-]+)/.exec(entry.content)?.[1] ?? '?';
      const line = annotation ? lineAt(source, annotation.span.start) : at(entry);
      problems.push({ file, line, key, message: `not Fluent: ${annotation?.message ?? 'cannot be read'}` });
      continue;
    }
    if (entry.type !== 'Message' && entry.type !== 'Term') continue;
    const term = entry.type === 'Term';
    const id = (term ? '-' : '') + entry.id.name;
    const add = (attribute, node, pattern) => {
      const key = attribute ? `${id}.${attribute}` : id;
      const known = texts.get(key);
      if (known) {
        problems.push({ file, line: at(node), key, message: `already in ${known.file}:${known.line}` });
      } else {
        texts.set(key, { key, id, attribute, term, file, line: at(node), pattern });
      }
    };
    if (entry.value) add(null, entry, entry.value);
    for (const attribute of entry.attributes) add(attribute.id.name, attribute, attribute.value);
  }
}

class References extends Visitor {
  variables = new Set();
  keys = new Set();
  visitVariableReference(node) {
    this.variables.add(node.id.name);
  }
  visitMessageReference(node) {
    this.keys.add(node.attribute ? `${node.id.name}.${node.attribute.name}` : node.id.name);
  }
  visitTermReference(node) {
    // The page cannot pass anything to a term; its arguments are written beside it.
    this.keys.add(node.attribute ? `-${node.id.name}.${node.attribute.name}` : `-${node.id.name}`);
    this.genericVisit(node);
  }
}

/** The other texts that a text is made of. */
export function referencesOf(text) {
  const found = new References();
  found.visit(text.pattern);
  return found.keys;
}

/** The variables the page must pass, also for the messages this one quotes. */
export function variablesOf(text, texts, seen = new Set()) {
  if (seen.has(text.key)) return new Set();
  seen.add(text.key);
  const found = new References();
  found.visit(text.pattern);
  const variables = new Set(found.variables);
  for (const key of found.keys) {
    const other = texts.get(key);
    if (other && !other.term) for (const name of variablesOf(other, texts, seen)) variables.add(name);
  }
  return variables;
}

/** Which variables are counted: they choose a plural form, or are formatted as a number. */
class Numbers extends Visitor {
  names = new Set();
  visitSelectExpression(node) {
    const plural = node.variants.some(({ key }) =>
      /^(zero|one|two|few|many|\d+)$/.test(key.name ?? key.value),
    );
    if (plural && node.selector.type === 'VariableReference') this.names.add(node.selector.id.name);
    this.genericVisit(node);
  }
  visitFunctionReference(node) {
    for (const argument of node.arguments.positional) {
      if (argument.type === 'VariableReference') this.names.add(argument.id.name);
    }
  }
}

/** Words that follow a number in one form only: "3 more", "3 of 5", "3 came", "4 s". */
const ONE_FORM = /^(more|of|and|or|to|in|came|are|ended|until|min|s|más|de|y|o|a|en|hasta)$/i;
/** Variables that are a number of things. */
const A_NUMBER_OF =
  /^(count|seconds|minutes|hours|days|records|places|items|kinds|files|tries|servers|done|total|value)$/;

/** A number before a word, in a place where no plural form was chosen for it: "1 checks are good". */
class Uncounted extends Visitor {
  names = new Set();
  chosen = [];
  visitSelectExpression(node) {
    const { selector } = node;
    this.chosen.push(selector.type === 'VariableReference' ? selector.id.name : null);
    this.genericVisit(node);
    this.chosen.pop();
  }
  visitPattern(pattern) {
    pattern.elements.forEach((element, at) => {
      const { expression } = element;
      const next = pattern.elements[at + 1];
      if (expression?.type !== 'VariableReference' || next?.type !== 'TextElement') return;
      const word = /^ (\p{L}+)/u.exec(next.value)?.[1];
      const { name } = expression.id;
      if (word && A_NUMBER_OF.test(name) && !ONE_FORM.test(word) && !this.chosen.includes(name))
        this.names.add(name);
    });
    this.genericVisit(pattern);
  }
}

/** The counted variables of a text whose noun stays the same for one and for many. */
export function uncountedIn(text) {
  const found = new Uncounted();
  found.visit(text.pattern);
  return found.names;
}

const LIKE_A_NUMBER =
  /(^|-)(count|number|minutes?|seconds?|hours?|days?|total|size|year|percent|speed|time|date|when|clock|left)($|-)/i;
const MOST_VARIANTS = 64;

/** Every sentence a message can come to: each plural form once, names replaced by "Rosa", numbers and times by "3". */
export function spokenForms(text, texts) {
  const numbers = new Numbers();
  numbers.visit(text.pattern);
  return ofPattern(text.pattern, { texts, numbers: numbers.names, depth: 0 }).map((form) => form.trim());
}

function ofPattern(pattern, context) {
  let forms = [''];
  for (const element of pattern.elements) {
    const parts =
      element.type === 'TextElement' ? [element.value] : ofExpression(element.expression, context);
    forms = forms.flatMap((form) => parts.map((part) => form + part)).slice(0, MOST_VARIANTS);
  }
  return forms;
}

function ofExpression(expression, context) {
  switch (expression.type) {
    case 'StringLiteral':
    case 'NumberLiteral':
      return [expression.parse().value.toString()];
    case 'VariableReference': {
      const { name } = expression.id;
      return [context.numbers.has(name) || LIKE_A_NUMBER.test(name) ? '3' : 'Rosa'];
    }
    case 'FunctionReference':
      return ['3'];
    case 'SelectExpression':
      return expression.variants.flatMap((variant) => ofPattern(variant.value, context));
    case 'Placeable':
      return ofExpression(expression.expression, context);
    case 'MessageReference':
    case 'TermReference': {
      const id = (expression.type === 'TermReference' ? '-' : '') + expression.id.name;
      const other = context.texts.get(expression.attribute ? `${id}.${expression.attribute.name}` : id);
      if (!other || context.depth > 4) return ['Rosa'];
      return ofPattern(other.pattern, { ...context, depth: context.depth + 1 });
    }
    default:
      return [''];
  }
}
