// What runs inside the page, as text of functions: each is handed to the browser and knows nothing from here.
/* global axe, document, getComputedStyle, innerHeight, requestAnimationFrame, window */

/** Another screen in the page that stands. */
export const show = (query) => window.show(query);

/** Waits until nothing changes any more, and ends what still moves. */
export async function settled() {
  const soon = (milliseconds) => new Promise((resolve) => window.setTimeout(resolve, milliseconds));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await document.fonts.ready;
  let before = '';
  for (let tries = 0; tries < 60; tries += 1) {
    await frame();
    const now = document.body.innerHTML;
    if (now === before && document.documentElement.dataset.ready !== undefined) break;
    before = now;
    await soon(30);
  }
  for (const animation of document.getAnimations()) animation.finish();
}

/** Where we are, when something that was to be pressed was not there. */
export function standing() {
  return {
    lost: document.documentElement.dataset.lost ?? null,
    screen: document.querySelector('[data-screen]')?.getAttribute('data-screen') ?? null,
    dialog: document.querySelector('dialog[open]') !== null,
  };
}

/** The text in another size. Answers how long the page is now; a dialog stands in the window, however long that is behind it. */
export async function lay(text) {
  window.look.chooseText(text);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return document.querySelector('dialog[open]') ? 0 : document.documentElement.scrollHeight;
}

/** `[rule, element, more]` for each thing that does not fit; the themes make no difference to that. */
export function fit({ isKiosk }) {
  const found = [];
  const html = document.documentElement;
  const name = (element) => {
    const own = element.getAttribute('data-testid');
    const classes = [...element.classList].filter((one) => !one.startsWith('svelte-'));
    const parent = element.parentElement ? ` in ${element.parentElement.localName}` : '';
    return own ? `[data-testid=${own}]` : [element.localName, ...classes].join('.') + parent;
  };
  const widest = (box, edge) => {
    let worst = null;
    for (const element of box.querySelectorAll('*')) {
      const { left, right, width } = element.getBoundingClientRect();
      const beyond = Math.max(right - edge.right, edge.left - left);
      if (width > 0 && beyond > 1 && (!worst || beyond >= worst.beyond)) worst = { element, beyond };
    }
    return worst ? `${name(worst.element)} by ${Math.round(worst.beyond)} px` : '';
  };
  if (html.scrollWidth > html.clientWidth + 1)
    found.push(['sideways-scroll', widest(document.body, { left: 0, right: html.clientWidth })]);
  const open = document.querySelector('dialog[open]');
  if (open && open.scrollWidth > open.clientWidth + 1)
    found.push(['sideways-scroll', `dialog: ${widest(open, open.getBoundingClientRect())}`]);
  for (const element of document.querySelectorAll(':is(main, dialog[open], nav, header) *')) {
    if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0) continue;
    if (element.closest('.sr, svg') || element.textContent.trim() === '') continue;
    const { overflowX, clipPath } = getComputedStyle(element);
    if (['hidden', 'clip'].includes(overflowX) && clipPath === 'none')
      found.push(['cut-off', name(element), `${element.scrollWidth - element.clientWidth} px`]);
  }
  // A kiosk's screen fits its panel: who stands before it does not know that it scrolls.
  if (isKiosk && html.scrollHeight > innerHeight + 1)
    found.push(['taller-than-the-panel', 'html', `${html.scrollHeight - innerHeight} px`]);
  return found;
}

/**
 * In this theme, `[rule, element, more]` for each element that breaks a rule of WCAG 2.2 A or AA. Only colours depend on
 * the theme: the other rules are asked in the light one. Colours that the system forces are the system's: axe sees ours.
 */
export async function faults({ theme, isForced }) {
  window.look.chooseTheme(theme);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  for (const animation of document.getAnimations()) animation.finish();
  const colours = ['color-contrast', 'link-in-text-block'];
  const { violations } = await axe.run(document, {
    runOnly:
      theme === 'light'
        ? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
        : { type: 'rule', values: colours },
    rules: isForced ? Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])) : {},
    resultTypes: ['violations'],
    preload: false,
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => [
      id,
      target.flat().join(' '),
      failureSummary.split('\n').slice(1).join(' ').trim().slice(0, 160),
    ]),
  );
}
