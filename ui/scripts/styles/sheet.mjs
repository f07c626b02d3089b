// One style sheet against the rules. Takes text, gives findings; knows no disk.
import postcss from 'postcss';
import { parse } from 'svelte/compiler';
import { lineAt } from '../files.mjs';
import { rawColours } from './colours.mjs';
import { logicalFor } from './physical.mjs';

/** Values of these are names of our own, where `tan` is an animation and `red` a grid area. */
const HOLDS_NAMES =
  /^(font|grid|animation|transition|container|counter|view-transition|will-change|content|quotes|src)/;
const FONT_SIZE = /^(var\(--[\w-]+\)|inherit)$/;
/** In the `font` shorthand anything with a unit is a raw size, but for the line height after the slash. */
const RAW_IN_FONT = /(?<!\/\s*)(?<![\w.-])[\d.]+(?:[a-z]+|%)/i;
const COLOUR_ATTRIBUTES = /^(fill|stroke|color|stop-color|flood-color|lighting-color|bgcolor)$/;

/** The style sheets in a file: all of a .css, the `<style>` of a .svelte, each with the line it begins on. */
function sheetsOf(file, source) {
  if (file.endsWith('.css')) return [{ css: source, firstLine: 1 }];
  const { css } = parse(source, { modern: true, filename: file });
  if (!css) return [];
  return [{ css: css.content.styles, firstLine: lineAt(source, css.content.start) }];
}

function checkDeclaration({ prop, value }) {
  const property = prop.toLowerCase();
  const problems = [];
  if (!HOLDS_NAMES.test(property)) {
    for (const colour of rawColours(value)) {
      problems.push(`raw colour ${colour}: use a token, var(--…), from src/lib/tokens.css`);
    }
  }
  if (property === 'font-size' && !FONT_SIZE.test(value)) {
    problems.push(`raw font size ${value}: use a token, var(--t-…)`);
  }
  if (property === 'font' && RAW_IN_FONT.test(value)) {
    problems.push(`raw font size in font: ${value}: use a token, var(--t-…)`);
  }
  const logical = logicalFor(property, value);
  if (logical) problems.push(`${property} knows left from right: use ${logical}`);
  return problems;
}

/** Drawings carry colours as attributes; a class with `fill: var(--…)` follows the theme, an attribute does not. */
function checkMarkup(file, source) {
  const findings = [];
  const visit = (node) => {
    if (!node || typeof node !== 'object') return;
    if (Array.isArray(node)) return node.forEach(visit);
    const text =
      node.type === 'Attribute' && COLOUR_ATTRIBUTES.test(node.name) ? node.value?.[0]?.data : undefined;
    for (const colour of rawColours(text ?? '')) {
      findings.push({
        line: lineAt(source, node.start),
        message: `raw colour ${colour} in ${node.name}="…": give it a class and a token`,
      });
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parse(source, { modern: true, filename: file }).fragment);
  return findings;
}

/** `tokens`: this file is where colours and sizes are defined, so only left and right are looked at. */
export function checkSheet(file, source, { tokens = false } = {}) {
  const findings = [];
  for (const { css, firstLine } of sheetsOf(file, source)) {
    postcss.parse(css, { from: file }).walkDecls((declaration) => {
      const line = declaration.source.start.line + firstLine - 1;
      for (const message of checkDeclaration(declaration)) {
        if (tokens && message.startsWith('raw ')) continue;
        findings.push({ line, message });
      }
    });
  }
  if (file.endsWith('.svelte')) findings.push(...checkMarkup(file, source));
  return findings.sort((a, b) => a.line - b.line);
}

/** Custom properties that a file defines (in a style, a `style:--x` directive or a script) and uses. */
export function customProperties(file, source) {
  const defined = new Set();
  const used = [];
  for (const { css, firstLine } of sheetsOf(file, source)) {
    const root = postcss.parse(css, { from: file });
    root.walkAtRules('property', (rule) => defined.add(rule.params.trim()));
    root.walkDecls((declaration) => {
      if (declaration.prop.startsWith('--')) defined.add(declaration.prop);
      for (const [, name, fallback] of declaration.value.matchAll(/var\(\s*(--[\w-]+)\s*(,)?/g)) {
        if (!fallback) used.push({ name, line: declaration.source.start.line + firstLine - 1 });
      }
    });
  }
  if (!file.endsWith('.css')) {
    for (const [, name] of source.matchAll(/(?:style:|['"`\s])(--[\w-]+)(?=['"`=])/g)) defined.add(name);
  }
  return { defined, used };
}
