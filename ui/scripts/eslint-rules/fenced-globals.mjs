// The page has no network and keeps nothing: what it knows comes from the core and is gone with the window.
// The bridge for browser tests (`src/ipc/web.ts`) is the one file with a wire, `src/lib/preferences.ts` the
// one with a memory, and that memory holds only looks (text size, theme, language), never anything about a
// person.
import { insideSrc, isTest } from './paths.mjs';

const WIRE = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'sendBeacon',
  'RTCPeerConnection',
];
const MEMORY = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'];

const FENCES = new Map([
  ...WIRE.map((name) => [name, { messageId: 'wire', allowed: ['src/ipc/web.ts'] }]),
  ...MEMORY.map((name) => [name, { messageId: 'memory', allowed: ['src/ipc/web.ts'] }]),
  ['localStorage', { messageId: 'memory', allowed: ['src/ipc/web.ts', 'src/lib/preferences.ts'] }],
]);

const GLOBAL_OBJECTS = new Set(['window', 'globalThis', 'self', 'navigator', 'top', 'parent']);

export default {
  meta: {
    type: 'problem',
    docs: { description: 'no network and no storage in the page' },
    schema: [],
    messages: {
      wire: '`{{name}}` is a way to the network. The page asks the core through `src/ipc`; only src/ipc/web.ts has a wire.',
      memory:
        '`{{name}}` outlives the window. Only looks may be kept, with localStorage, in src/lib/preferences.ts.',
      cookie: 'document.cookie outlives the window. Only looks may be kept, in src/lib/preferences.ts.',
    },
  },
  create(context) {
    const file = insideSrc(context.filename);
    // Tests may look into the storage to prove what is there.
    if (!file || isTest(file)) return {};

    function check(node, name) {
      const fence = FENCES.get(name);
      if (fence && !fence.allowed.includes(file)) {
        context.report({ node, messageId: fence.messageId, data: { name } });
      }
    }

    function isGlobal(identifier) {
      let scope = context.sourceCode.getScope(identifier);
      while (scope) {
        const variable = scope.set.get(identifier.name);
        if (variable && variable.defs.length > 0) return false;
        scope = scope.upper;
      }
      return true;
    }

    function propertyName(node) {
      if (!node.computed) return node.property.name;
      return node.property.type === 'Literal' ? node.property.value : null;
    }

    function isPlainReference(node) {
      const { parent } = node;
      if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
      if (parent.type === 'Property') return parent.value === node;
      return !/^(TS|PropertyDefinition|MethodDefinition|Import|Export|SvelteName|SvelteDirective)/.test(
        parent.type,
      );
    }

    return {
      Identifier(node) {
        if (FENCES.has(node.name) && isPlainReference(node) && isGlobal(node)) check(node, node.name);
      },
      MemberExpression(node) {
        if (node.object.type !== 'Identifier') return;
        const name = propertyName(node);
        if (GLOBAL_OBJECTS.has(node.object.name) && isGlobal(node.object)) check(node, name);
        if (node.object.name === 'document' && name === 'cookie')
          context.report({ node, messageId: 'cookie' });
      },
      VariableDeclarator(node) {
        // const { fetch } = window
        if (node.id.type !== 'ObjectPattern' || node.init?.type !== 'Identifier') return;
        if (!GLOBAL_OBJECTS.has(node.init.name)) return;
        for (const property of node.id.properties) {
          if (property.type === 'Property' && property.key.type === 'Identifier')
            check(property, property.key.name);
        }
      },
    };
  },
};
