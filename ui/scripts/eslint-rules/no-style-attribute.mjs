// The page's content security policy blocks `style="…"`. It works in a development browser and is silently
// ignored in the app, so it must not be written at all. `style:width={…}` is set through the CSSOM, which the
// policy allows.

export default {
  meta: {
    type: 'problem',
    docs: { description: 'no style attribute in markup' },
    schema: [],
    messages: {
      attribute:
        'The content security policy blocks the style attribute. Use a class, or `style:property={…}`.',
    },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'attribute' });
    return {
      'SvelteAttribute[key.name="style"]': report,
      'SvelteShorthandAttribute[key.name="style"]': report,
      'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]': report,
    };
  },
};
