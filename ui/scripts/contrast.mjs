// The contrast of our colours, by the formula of WCAG 2.2, out of src/lib/tokens.css itself.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import postcss from 'postcss';

export const tokensFile = path.join(import.meta.dirname, '../src/lib/tokens.css');
const voices = ['need', 'work', 'rest', 'off', 'stop'];
const every = (pair) => voices.map(pair);

/**
 * What stands on what: `[front, back, least]`. 4.5 for text, 3 for parts of the screen that say something.
 * `mix(a 95%, b)` is a shade, as the flaps have one; `except`: themes in which there is no such thing.
 */
export const pairs = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) =>
    ['canvas', 'surface', 'sunken'].map((back) => [ink, back, 4.5]),
  ),
  ['on-brand', 'brand', 4.5],
  ['on-brand', 'brand-hover', 4.5],
  ['brand', 'surface', 4.5],
  ['brand', 'canvas', 4.5],
  ['on-brand-tint', 'brand-tint', 4.5],
  ...every((voice) => [`on-${voice}`, voice, 4.5]),
  // A flap is shaded: its upper edge is the lightest.
  ...every((voice) => [`on-${voice}`, `mix(${voice} 95%, shade-light)`, 4.5]),
  ...every((voice) => [`${voice}-ink`, `${voice}-tint`, 4.5]),
  ...every((voice) => [`${voice}-ink`, 'surface', 4.5]),
  ...every((voice) => [`${voice}-ink`, 'canvas', 4.5]),
  ...every((voice) => ['ink', `${voice}-tint`, 4.5]),
  ...every((voice) => ['ink-2', `${voice}-tint`, 4.5]),
  ['line-strong', 'surface', 3],
  ['line-strong', 'canvas', 3],
  ['focus', 'surface', 3],
  ['focus', 'canvas', 3],
  ['focus', 'focus-halo', 3],
  ['edge', 'canvas', 3, { except: ['light'] }],
  ['edge', 'surface', 3, { except: ['light'] }],
  // The clasp: in light a cream plate keeps the button off the flap, in dark the button does that itself.
  ...every((voice) => ['clasp-ring', voice, 3, { except: ['dark', 'contrast'] }]),
  ...every((voice) => ['brand', voice, 3, { except: ['light'] }]),
  ['brand', 'clasp-ring', 3],
  ['on-demo', 'demo-1', 4.5],
  ['on-demo', 'demo-2', 4.5],
  ['qr-ink', 'qr-paper', 4.5],
  ['qr-caption', 'qr-paper', 4.5],
];

/** `{ light: { ink: '#1c2824', … }, dark, contrast }`: what a theme does not say, it has from the light one. */
export function themesOf(css) {
  const themes = { light: {}, dark: {}, contrast: {} };
  postcss.parse(css).walkRules((rule) => {
    if (rule.parent?.type === 'atrule') return;
    for (const name of Object.keys(themes)) {
      if (!rule.selectors.includes(`[data-theme='${name}']`)) continue;
      rule.walkDecls(/^--/, ({ prop, value }) => {
        themes[name][prop.slice(2)] = value;
      });
    }
  });
  return Object.fromEntries(Object.entries(themes).map(([name, own]) => [name, { ...themes.light, ...own }]));
}

/** `[red, green, blue]`, 0 to 255, of what a token or a mix of two says; null where there is nothing to see. */
function colour(tokens, what) {
  const mixed = /^mix\(([\w-]+) (\d+)%, ([\w-]+)\)$/.exec(what);
  if (mixed) {
    const [one, other] = [colour(tokens, mixed[1]), colour(tokens, mixed[3])];
    const share = Number(mixed[2]) / 100;
    return one && other && one.map((part, at) => part * share + other[at] * (1 - share));
  }
  const value = tokens[what];
  if (value === undefined) throw new Error(`there is no token --${what}`);
  const other = /^var\(--([\w-]+)\)$/.exec(value);
  if (other) return colour(tokens, other[1]);
  const hex = /^#([0-9a-f]{6})$/i.exec(value);
  if (!hex) return null;
  return [0, 2, 4].map((at) => Number.parseInt(hex[1].slice(at, at + 2), 16));
}

/** Relative luminance, 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(parts) {
  const [red, green, blue] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function ratio(front, back) {
  const [dark, light] = [luminance(front), luminance(back)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

/** Every pair in every theme: `{ theme, front, back, least, ratio }`; ratio 0 where a colour is none. */
export function contrasts(css, wanted = pairs) {
  return Object.entries(themesOf(css)).flatMap(([theme, tokens]) =>
    wanted
      .filter(([, , , { except = [] } = {}]) => !except.includes(theme))
      .map(([front, back, least]) => {
        const [one, other] = [colour(tokens, front), colour(tokens, back)];
        return { theme, front, back, least, ratio: one && other ? ratio(one, other) : 0 };
      }),
  );
}

export const tokens = () => readFileSync(tokensFile, 'utf8');
