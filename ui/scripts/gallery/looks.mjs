// In how many ways a screen is looked at.

const themes = ['light', 'dark', 'contrast'];
const sizes = ['100', '150', '200'];

const desktop = { width: 1280, height: 800 };
/** A kiosk's panel that stands upright. */
const upright = { width: 1080, height: 1920 };

/** One layout, in some themes. `more` stands behind its name: what else is different about it. */
const layout = (text, of, more = '', change = {}) => ({ text, themes: of, more, window: desktop, ...change });

/** By language: a page is loaded once for each; the rest changes while it stands. */
const whole = {
  en: [
    ...sizes.map((text) => layout(text, themes)),
    layout('100', ['light'], '-forced', { media: { forcedColors: 'active' } }),
    layout('100', ['light'], '-still', { media: { reducedMotion: 'reduce' } }),
  ],
  es: sizes.map((text) => layout(text, themes)),
  pseudo: [layout('100', ['light'])],
  rtl: [layout('100', ['light'])],
};
const windows = {
  kiosk: ['100', '200'].map((text) => layout(text, ['light'], '-upright', { window: upright })),
  other: [
    layout('100', ['light'], '-narrow', { window: { width: 480, height: 800 } }),
    layout('100', ['light'], '-wide', { window: { width: 2560, height: 1440 } }),
  ],
};
const quick = { en: [layout('100', ['light', 'dark'])] };

/** `{ language: layouts }` of a row of list.mjs. */
export function layoutsOf(row, isQuick) {
  if (isQuick) return quick;
  return { ...whole, en: [...whole.en, ...windows[row.group === 'kiosk' ? 'kiosk' : 'other']] };
}

/** What a picture is called: `light-en-100`, `light-en-100-narrow`. */
export function nameOf({ text, more }, theme, language) {
  return `${theme}-${language}-${text}${more}`;
}
