import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rawColours } from '../styles/colours.mjs';
import { logicalFor } from '../styles/physical.mjs';
import { checkSheet, customProperties } from '../styles/sheet.mjs';

const messages = (css, options) => checkSheet('a.css', css, options).map(({ message }) => message);

test('every way to write a raw colour is seen', () => {
  for (const value of [
    '#fff',
    '#F1F1EC',
    '#12345678',
    'rgb(1 2 3 / .5)',
    'hsla(1, 2%, 3%)',
    'oklch(50% 0 0)',
    'Tan',
    'white',
  ]) {
    assert.equal(rawColours(value).length, 1, value);
  }
  assert.deepEqual(rawColours('1px solid #dcdcd3, 0 0 2px rgba(0, 0, 0, .2)'), ['#dcdcd3', 'rgba(…)']);
  assert.deepEqual(rawColours('color-mix(in srgb, var(--need), white 20%)'), ['white']);
});

test('what only looks like a colour is left alone', () => {
  for (const value of [
    'var(--ink)',
    'var(--red)',
    'transparent',
    'currentColor',
    'CanvasText',
    'url(#fff)',
    'url("red.svg")',
    '"red"',
    'color-mix(in srgb, var(--need) 20%, transparent)',
    'white-space',
    'nowrap',
  ]) {
    assert.deepEqual(rawColours(value), [], value);
  }
  assert.deepEqual(
    messages('a { animation: tan 1s; grid-area: red; font-family: Navy; white-space: nowrap }'),
    [],
  );
});

test('a font size is a token', () => {
  assert.equal(messages('a { font-size: 1rem }').length, 1);
  assert.equal(messages('a { font-size: calc(var(--t-body) * 2) }').length, 1);
  assert.equal(messages('a { font: 700 1rem/1.5 sans-serif }').length, 1);
  assert.deepEqual(messages('a { font-size: var(--t-body); font: inherit }'), []);
  assert.deepEqual(messages('a { font: 740 var(--t-digit) / 1.5 var(--mono) }'), []);
});

test('left and right become start and end', () => {
  assert.equal(logicalFor('margin-left', '1rem'), 'margin-inline-start');
  assert.equal(logicalFor('border-right-width', '1px'), 'border-inline-end-width');
  assert.equal(logicalFor('left', '0'), 'inset-inline-start');
  assert.equal(logicalFor('text-align', 'right'), 'text-align: end');
  assert.equal(logicalFor('float', 'left'), 'float: inline-start');
  assert.ok(logicalFor('margin', '0 1px 0 2px'));
  assert.ok(logicalFor('inset', '0 auto 0 0'));
  assert.ok(logicalFor('border-radius', '4px 0'));
  assert.ok(logicalFor('border-radius', '0 4px 4px 0'));
});

test('what is the same on both sides stays', () => {
  assert.equal(logicalFor('margin', '0 var(--s2) 1px'), null);
  assert.equal(logicalFor('margin', '0 calc(1px + 2px) 1px calc(1px + 2px)'), null);
  assert.equal(logicalFor('border-radius', '16px 16px 9px 9px'), null);
  assert.equal(logicalFor('border-radius', '16px'), null);
  assert.equal(logicalFor('text-align', 'start'), null);
  assert.equal(logicalFor('top', '0'), null);
});

test('tokens.css may hold colours and sizes, and still no left and right', () => {
  const css = ':root { --ink: #123456; font-size: 100% }\n.a { left: 0 }';
  assert.deepEqual(messages(css, { tokens: true }), ['left knows left from right: use inset-inline-start']);
});

test('findings in a component carry the line of the file', () => {
  const source = '<p>x</p>\n\n<style>\n  p {\n    color: red;\n  }\n</style>\n';
  assert.deepEqual(
    checkSheet('a.svelte', source).map(({ line }) => line),
    [5],
  );
});

test('a drawing with its own colour is found in the markup', () => {
  const source =
    '<svg>\n  <path fill="#8a471a" d="M0 0" />\n  <path fill="none" stroke="currentColor" />\n</svg>';
  assert.deepEqual(checkSheet('a.svelte', source), [
    { line: 2, message: 'raw colour #8a471a in fill="…": give it a class and a token' },
  ]);
});

test('properties set by a directive or a script count as defined', () => {
  const { defined, used } = customProperties(
    'a.svelte',
    '<p style:--part={x}></p><style>p { --own: 1; inline-size: var(--part); gap: var(--gap, 1rem) }</style>',
  );
  assert.deepEqual([...defined].sort(), ['--own', '--part']);
  assert.deepEqual(
    used.map(({ name }) => name),
    ['--part'],
  );
});
