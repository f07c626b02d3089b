import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrasts, ratio, themesOf, tokens } from '../contrast.mjs';

const tooLittle = (css) =>
  contrasts(css)
    .filter((pair) => pair.ratio < pair.least)
    .map(
      ({ theme, front, back, least, ratio: has }) =>
        `${theme}: ${front} on ${back} is ${has.toFixed(2)}, not ${least}`,
    );

test('every pair of colours has the contrast it needs, in every theme', () => {
  assert.deepEqual(tooLittle(tokens()), []);
});

test('the formula is that of WCAG', () => {
  const [black, white, grey] = [0, 255, 118].map((part) => [part, part, part]);
  assert.equal(ratio(white, black), 21);
  assert.equal(ratio(white, white), 1);
  assert.equal(ratio(grey, white).toFixed(2), '4.54');
});

test('the figures are those of the design', () => {
  const has = (theme, front, back) =>
    contrasts(tokens()).find((pair) => pair.theme === theme && pair.front === front && pair.back === back)
      .ratio;
  const figures = [
    ['ink', 'canvas', 13.4, 16, 21],
    ['ink-3', 'surface', 5.7, 6.7, 16.8],
    ['on-brand', 'brand', 9, 9.7, 16.5],
    ['on-need', 'need', 6.6, 7.5, 13.6],
    ['line-strong', 'surface', 4.1, 4.8, 21],
    ['focus', 'surface', 5.8, 8, 13.7],
  ];
  for (const [front, back, ...three] of figures)
    for (const [at, theme] of ['light', 'dark', 'contrast'].entries())
      assert.ok(Math.abs(has(theme, front, back) - three[at]) < 0.06, `${theme}: ${front} on ${back}`);
});

test('a token that is made too pale is found, in the theme where it is', () => {
  const css = tokens();
  const { dark } = themesOf(css);
  const pale = css.replace('--ink-2: #46534e;', '--ink-2: #9aa39f;');
  assert.notEqual(pale, css);
  assert.ok(tooLittle(pale).some((line) => line.startsWith('light: ink-2 on surface')));
  assert.ok(!tooLittle(pale).some((line) => line.startsWith('dark:')));
  const dim = css.replace(`--need-ink: ${dark['need-ink']};`, '--need-ink: #76390f;');
  assert.ok(tooLittle(dim).some((line) => line.startsWith('dark: need-ink on need-tint')));
});

test('a token that is gone, or no colour any more, does not pass for good', () => {
  assert.throws(() => contrasts(tokens(), [['ink-9', 'canvas', 4.5]]), /no token --ink-9/);
  assert.equal(contrasts(tokens(), [['stitch', 'canvas', 4.5]])[0].ratio, 0);
});
