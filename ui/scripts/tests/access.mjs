import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeByKeyboard, openByKeyboard, walk } from '../access/keyboard.mjs';
import { rows } from '../access/list.mjs';
import { settled } from '../access/open.mjs';
import { judgeTree } from '../access/tree.mjs';
import { launch } from '../browser.mjs';

test('every screen is in the list of the gallery, once', () => {
  const names = rows().map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
});

test('a tree with a name for everything and levels in order has nothing wrong', () => {
  const tree = [
    '- main:',
    '  - heading "Your places" [level=1]',
    '  - switch "Finding my records" [checked]',
    '  - \'heading "Next: one" [level=2]\'',
    '  - link "Home":',
    '    - /url: "#home"',
  ].join('\n');
  assert.deepEqual(judgeTree(tree, { dialog: false }), []);
});

test('what has no name, is said twice or leaves a level out is found', () => {
  const tree = ['- heading "A" [level=2]', '- button', '- button "Close Close"', '- heading "B" [level=4]'];
  assert.deepEqual(judgeTree(tree.join('\n'), { dialog: false }), [
    'no name: - button',
    'said twice: - button "Close Close"',
    'the first heading is not the main one: - heading "A" [level=2]',
    'a level is left out: - heading "B" [level=4]',
    '0 main headings',
  ]);
  assert.deepEqual(judgeTree('- dialog "Help":\n  - button "Close"', { dialog: true }), ['no heading']);
});

const ring = '<style>:focus { outline: 3px solid blue }</style>';
/** A page, and what is wrong with it for who uses the keys. */
const pages = {
  nothing: [
    `${ring}<a href="#x">a</a><button>b</button><input type=date aria-label=d>
     <input type=radio name=r aria-label=r1><input type=radio name=r aria-label=r2>`,
    [],
  ],
  'a button that Tab passes by': [
    `${ring}<button>a</button><button tabindex="-1">b</button>`,
    ['nothing leads to button "b"', 'arrows do not reach button "b"'],
  ],
  'a focus that nobody sees': [
    '<style>:focus { outline: none }</style><button>a</button><button>b</button>',
    ['button "a" has the focus, and nobody sees it', 'button "b" has the focus, and nobody sees it'],
  ],
  'a bar over a button': [
    `${ring}<button>a</button><div style="position:fixed;inset:0;background:white" id=bar>bar</div>`,
    ['button "a" has the focus, and is covered by div "bar", div "bar", div "bar"'],
  ],
  'a trap': [
    `${ring}<button>a</button><button id=t>b</button><button>c</button>
     <script>t.onkeydown = (event) => event.key === 'Tab' && event.preventDefault();</script>`,
    ['Tab does not reach button "c"', 'the focus does not come out again'],
  ],
  'something that is nothing to act on': [
    `${ring}<button>a</button><p tabindex="3">p</p>`,
    ['p "p" gets the focus, and is nothing to act on'],
  ],
};

const browser = await launch().catch(() => null);
const tab = await browser?.newPage();
for (const [what, [html, wanted]] of Object.entries(pages)) {
  test(`by keyboard: ${what}`, { skip: !browser }, async () => {
    await tab.setContent(html);
    const { problems } = await walk(tab);
    assert.deepEqual(problems.sort(), wanted.sort());
  });
}

test('a dialog that leads back is fine, one that does not is found', { skip: !browser }, async () => {
  const dialog = (
    leads,
  ) => `${ring}<button data-testid="open" onclick="d.showModal()">o</button><a href="#">x</a>
    <dialog id="d"><h2>D</h2><button>in it</button></dialog>
    <script>d.onclose = () => ${leads} || document.querySelector('a').focus();</script>`;
  for (const [leads, wanted] of [
    [true, []],
    [false, ['Escape leaves the focus on a, not on open']],
  ]) {
    await tab.setContent(dialog(leads));
    await openByKeyboard(tab, 'open', settled);
    const inside = await walk(tab);
    assert.deepEqual(inside, { problems: [], actions: 1 });
    assert.deepEqual(await closeByKeyboard(tab, 'open', settled), wanted);
  }
});

test('the browser goes', { skip: !browser }, () => browser.close());
