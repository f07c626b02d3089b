// What each part of the page may know (ARCHITECTURE, "What each part knows"). Cargo keeps the crates apart;
// this keeps the folders of the page apart:
//   src/ipc/tauri.ts        the only importer of @tauri-apps
//   src/features/x          never another feature, never a transport
//   src/lib                 never a feature, never a transport
//   src/ipc/scripted        a pretend core: for tests and the gallery only
import { insideSrc, isGallery, isTest, resolveImport } from './paths.mjs';

const TAURI_OWNER = 'src/ipc/tauri.ts';
const TRANSPORT = /^src\/ipc\/(tauri|web|scripted)(\/|$|[.-])/;
const SCRIPTED = /^src\/ipc\/scripted(\/|$|[.-])/;
const FEATURE = /^src\/features\/([^/]+)/;

export default {
  meta: {
    type: 'problem',
    docs: { description: 'which folder of the page may import which' },
    schema: [
      {
        type: 'object',
        properties: { aliases: { type: 'object', additionalProperties: { type: 'string' } } },
        additionalProperties: false,
      },
    ],
    messages: {
      tauri: 'Only src/ipc/tauri.ts imports the Tauri API. Ask through src/ipc instead.',
      otherFeature:
        'The feature "{{from}}" must not know the feature "{{to}}". Move what both need to src/lib.',
      libFeature: 'src/lib must not know a feature. Pass what it needs as a property.',
      libTransport: 'src/lib must not know a transport. Pass what it needs as a property.',
      featureTransport:
        'A feature must not know a transport. Call through src/ipc, whichever transport is behind it.',
      scripted: 'The scripted core is for tests and the gallery; it must never be part of the app.',
      alias:
        '"{{source}}" looks like an alias this fence does not know. Add it to `aliases` in eslint.config.js.',
    },
  },
  create(context) {
    const file = insideSrc(context.filename);
    if (!file) return {};
    const { aliases = {} } = context.options[0] ?? {};
    const feature = FEATURE.exec(file)?.[1];
    const inLib = file.startsWith('src/lib/');
    const test = isTest(file);

    function check(node, source) {
      if (/^@tauri-apps\//.test(source)) {
        if (file !== TAURI_OWNER) context.report({ node, messageId: 'tauri' });
        return;
      }
      const target = resolveImport(source, file, aliases);
      if (target === null) {
        // `#app`, `$lib`, `~/x`, `@/x` and `/src/x` are paths in disguise, `$app` packages do not exist here.
        if (/^([#$~/]|@\/)/.test(source)) context.report({ node, messageId: 'alias', data: { source } });
        return;
      }
      const targetFeature = FEATURE.exec(target)?.[1];
      if (feature && targetFeature && targetFeature !== feature) {
        context.report({ node, messageId: 'otherFeature', data: { from: feature, to: targetFeature } });
      }
      if (inLib && targetFeature) context.report({ node, messageId: 'libFeature' });
      if (SCRIPTED.test(target) && !SCRIPTED.test(file)) {
        if (!test && !isGallery(file)) context.report({ node, messageId: 'scripted' });
      } else if (TRANSPORT.test(target) && !test) {
        if (inLib) context.report({ node, messageId: 'libTransport' });
        if (feature) context.report({ node, messageId: 'featureTransport' });
      }
    }

    function checkLiteral(node, literal) {
      if (typeof literal?.value === 'string') check(node, literal.value);
      if (literal?.type === 'TemplateLiteral') check(node, literal.quasis[0].value.cooked);
      if (literal?.type === 'ArrayExpression')
        for (const element of literal.elements) checkLiteral(node, element);
    }

    const checkSource = (node) => checkLiteral(node, node.source);
    return {
      ImportDeclaration: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: checkSource,
      TSImportType(node) {
        checkLiteral(node, node.source ?? node.argument?.literal);
      },
      // import.meta.glob('../other/*.ts') imports as well
      'CallExpression[callee.object.type="MetaProperty"][callee.property.name="glob"]'(node) {
        checkLiteral(node, node.arguments[0]);
      },
    };
  },
};
