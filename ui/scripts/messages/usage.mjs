// Which messages the page asks for. Keys are followed through types: in t(`error-${code}`) the compiler knows
// every value that `code` can have, also after an `if` has ruled some out. Where it cannot know,
// dynamic-keys.mjs says it.
import { readFileSync } from 'node:fs';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { filesBelow, lineAt, shown } from '../files.mjs';

const svelteParser = svelte.configs.base.find((config) => config.languageOptions?.parser).languageOptions
  .parser;

/** Functions of src/i18n that take a key. `has` asks whether there is one, so it proves and demands nothing. */
const READERS = { t: { args: 1 }, tIn: { args: 2 }, attr: { named: true, args: 2 } };
const TEST_FILE = /\.(test|spec)\.(svelte\.)?ts$/;

function parse(file, source, root) {
  const options = {
    filePath: file,
    projectService: true,
    tsconfigRootDir: root,
    extraFileExtensions: ['.svelte'],
    loc: true,
    range: true,
  };
  return /\.svelte(\.ts)?$/.test(file)
    ? svelteParser.parseForESLint(source, { ...options, parser: tseslint.parser })
    : tseslint.parser.parseForESLint(source, options);
}

/** Every node below, with its keys in a stable order and without the way back up. */
function* walk(node, visitorKeys) {
  yield node;
  for (const name of visitorKeys[node.type] ?? []) {
    for (const child of [node[name]].flat()) if (child?.type) yield* walk(child, visitorKeys);
  }
}

/** The finite set of strings that a type allows, or null. */
function literalsOfType(type) {
  const members = type.isUnion() ? type.types : [type];
  const values = [];
  for (const member of members) {
    if (member.isStringLiteral() || member.isNumberLiteral()) values.push(String(member.value));
    else if (!['null', 'undefined'].includes(member.intrinsicName)) return null;
  }
  return values.length > 0 ? values : null;
}

/** `ts.NodeFlags.Const`, of the list that a variable is declared in. */
const CONST = 2;

const product = (heads, tails) => heads && tails && heads.flatMap((head) => tails.map((tail) => head + tail));

class Reader {
  constructor(source, services, dynamic, met) {
    this.source = source;
    this.services = services;
    this.dynamic = dynamic;
    this.met = met;
    this.asked = new Set();
  }

  textOf(node) {
    return this.source.slice(...node.range);
  }

  /** The strings an expression can come to, or null when nobody can know. */
  valuesOf(node) {
    const text = this.textOf(node);
    const known = this.dynamic.find(({ expression }) => expression === text);
    if (known) {
      this.met.add(known);
      return known.keys;
    }
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' ? [node.value] : null;
      case 'TemplateLiteral':
        return node.quasis.reduce(
          (values, quasi, index) => {
            const more = index === 0 ? [''] : this.valuesOf(node.expressions[index - 1]);
            return product(product(values, more), [quasi.value.cooked]);
          },
          [''],
        );
      case 'BinaryExpression':
        return node.operator === '+' ? product(this.valuesOf(node.left), this.valuesOf(node.right)) : null;
      case 'ConditionalExpression': {
        const [yes, no] = [this.valuesOf(node.consequent), this.valuesOf(node.alternate)];
        return yes && no && [...yes, ...no];
      }
      case 'CallExpression': // const shown = $derived(…)
        return node.callee.name === '$derived' ? this.valuesOf(node.arguments[0]) : this.valuesOfType(node);
      case 'Identifier':
        return this.valuesOfType(node) ?? this.valuesOfConstant(node);
      default:
        return this.valuesOfType(node);
    }
  }

  valuesOfType(node) {
    return literalsOfType(this.services.getTypeAtLocation(node));
  }

  /** `const id = `diary-${kind}`` is a string to the compiler; what it is made of is not. */
  valuesOfConstant(node) {
    const declaration = this.services.getSymbolAtLocation(node)?.valueDeclaration;
    const initializer =
      declaration?.initializer && this.services.tsNodeToESTreeNodeMap.get(declaration.initializer);
    const constant = declaration?.parent?.flags & CONST;
    return initializer && constant && initializer !== node ? this.valuesOf(initializer) : null;
  }

  /** The names in `{ place, count: 3 }`, or null when something is spread in, or passed whole. */
  argumentNames(node) {
    if (!node) return new Set();
    if (node.type !== 'ObjectExpression') return null;
    if (node.properties.some((property) => property.type !== 'Property' || property.computed)) return null;
    return new Set(node.properties.map(({ key }) => key.name ?? key.value));
  }

  /** `t('key', args)`, `attr('key', 'name', args)`. */
  readCall(node) {
    const reader = READERS[node.callee.name];
    const [idNode, nameNode] = node.arguments;
    if (!idNode || idNode.type === 'SpreadElement') return null;
    const ids = this.valuesOf(idNode);
    const names = reader.named && nameNode ? this.valuesOf(nameNode) : [null];
    if (!ids || !names) {
      const last = reader.named && nameNode ? nameNode : idNode;
      return { unknown: `${this.source.slice(node.range[0], last.range[1])})` };
    }
    const keys = ids.flatMap((id) => names.map((name) => (name === null ? id : `${id}.${name}`)));
    const asked = this.asked.has(
      `${this.textOf(idNode)} ${reader.named && nameNode ? this.textOf(nameNode) : ''}`,
    );
    return { keys, args: this.argumentNames(node.arguments[reader.args]), optional: asked };
  }

  /** `has(id, 'more')`: after this question, `attr(id, 'more')` in the same file may come to nothing. */
  noteQuestion(node) {
    const [id, name] = node.arguments;
    if (id) this.asked.add(`${this.textOf(id)} ${name ? this.textOf(name) : ''}`);
  }
}

/**
 * `dynamic`: what the types do not say, `{ file, expression, keys }` with `file` as printed by `shown(root,
 * …)`. Returns `uses` (`{ file, line, keys, args, optional }`, args null when they cannot be read), `unknown`
 * (calls whose key nobody can tell) and `stale` (entries of `dynamic` that met nothing).
 */
export function readUsage({ src, root, dynamic = [] }) {
  const uses = [];
  const unknown = [];
  const met = new Set();
  for (const file of filesBelow(src, '.ts', '.svelte')) {
    if (TEST_FILE.test(file) || file.endsWith('.d.ts')) continue;
    const source = readFileSync(file, 'utf8');
    if (!/\b(?:t|tIn|attr)\(|\bkey=/.test(source)) continue;
    const { ast, services, visitorKeys } = parse(file, source, root);
    const name = shown(root, file);
    const reader = new Reader(
      source,
      services,
      dynamic.filter((entry) => entry.file === name),
      met,
    );
    const nodes = [...walk(ast, visitorKeys)];
    for (const node of nodes) {
      if (node.type === 'CallExpression' && node.callee.name === 'has') reader.noteQuestion(node);
    }
    for (const node of nodes) {
      const line = lineAt(source, node.range[0]);
      let found = null;
      if (node.type === 'CallExpression' && Object.hasOwn(READERS, node.callee.name ?? ''))
        found = reader.readCall(node);
      if (node.type === 'SvelteAttribute' && node.key.name === 'key') found = readAttribute(node, reader);
      if (found?.unknown) unknown.push({ file, line, call: found.unknown });
      else if (found) uses.push({ file, line, ...found });
    }
  }
  return { uses, unknown, stale: dynamic.filter((entry) => !met.has(entry)) };
}

/** `<Text key="home-title" />` */
function readAttribute(node, reader) {
  const [part] = node.value;
  if (node.value.length !== 1) return null;
  if (part.type === 'SvelteLiteral') return { keys: [part.value], args: null };
  const keys = reader.valuesOf(part.expression);
  return keys ? { keys, args: null } : { unknown: `key={${reader.textOf(part.expression)}}` };
}

/** The core says a few sentences outside the page, from the same files. */
export function literalsInRust(folders) {
  const literals = new Set();
  for (const folder of folders) {
    for (const file of filesBelow(folder, '.rs')) {
      for (const [, text] of readFileSync(file, 'utf8').matchAll(/"([a-z][a-z0-9-]*(?:\.[a-z-]+)?)"/g))
        literals.add(text);
    }
  }
  return literals;
}
