// Every action of a screen, by keyboard: what can be reached, what is seen while it has the focus, and where it goes then.
/* global document, getComputedStyle */

/** Runs in the page: names what can be acted on, and remembers how it looks without the focus. */
function mark() {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1) ?? null;
  const look = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return `${outlineStyle === 'none' ? 0 : outlineWidth} ${boxShadow}`;
  };
  /** What may draw the ring of something that is too small or too plain to draw its own. */
  const around = (element) =>
    [element, element.nextElementSibling, element.parentElement, element.closest('label')].filter(Boolean);
  const name = (element) => {
    const words =
      element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '';
    const id = element.dataset.testid ? `[data-testid=${element.dataset.testid}]` : '';
    return `${element.localName}${id} "${words.replaceAll(/\s+/g, ' ').trim().slice(0, 40)}"`;
  };
  const counts = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0 &&
    !element.closest('[inert], [aria-hidden=true]') &&
    !element.matches(':disabled') &&
    (!dialog || dialog.contains(element));
  const groupOf = (element) => {
    if (element.matches('input[type=radio]')) return `radio ${element.name}`;
    return element.tabIndex < 0 ? `arrows ${element.dataset.testid ?? element.localName}` : null;
  };

  document.activeElement?.blur();
  const marks = new Map();
  const unfocused = new Map();
  const wanted = [];
  const all = 'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]';
  for (const element of [...document.querySelectorAll(all)].filter(counts)) {
    marks.set(element, wanted.length);
    wanted.push({ name: name(element), group: groupOf(element) });
    for (const one of around(element)) unfocused.set(one, look(one));
  }

  globalThis.focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    // Something of it can be pressed: no bar lies over all of it.
    const spots = [
      [0.5, 0.5],
      [0.1, 0.2],
      [0.9, 0.8],
    ].map(([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
    const own = [element, element.closest('label'), element.labels?.[0]].filter(Boolean);
    const uncovered = spots.some(
      (spot) => spot && own.some((one) => one.contains(spot) || spot.contains(one)),
    );
    return {
      id: marks.get(element) ?? null,
      name: name(element),
      seen: around(element).some((one) => unfocused.has(one) && unfocused.get(one) !== look(one)),
      covers: uncovered
        ? null
        : spots.map((spot) => (spot ? name(spot) : 'the edge of the window')).join(', '),
      outside: dialog !== null && !dialog.contains(element),
      // A heading, or a part of the page, that begins a screen.
      begins: element.matches('main, h1, h2, h3'),
    };
  };
  globalThis.focusOn = (group) => {
    const ids = wanted.flatMap((one, id) => (one.group === group ? [id] : []));
    const members = [...marks].filter(([, id]) => ids.includes(id)).map(([element]) => element);
    const kind = `[data-testid="${members[0]?.dataset.testid}"][tabindex="0"]`;
    const first = group.startsWith('radio')
      ? (members.find((one) => one.checked) ?? members[0])
      : document.querySelector(kind);
    first?.focus();
    return Boolean(first);
  };
  return { wanted, modal: dialog !== null };
}

/** What is wrong, as sentences; and how many things there are to act on. */
export async function walk(tab) {
  const { wanted, modal } = await tab.evaluate(mark);
  const problems = [];
  const reached = new Set();
  const note = ({ id, name, seen, covers, outside, begins }) => {
    if (outside) problems.push(`${name} is behind the dialog, and gets the focus`);
    else if (id === null && !begins) problems.push(`${name} gets the focus, and is nothing to act on`);
    if (id === null || reached.has(id)) return;
    reached.add(id);
    if (!seen) problems.push(`${name} has the focus, and nobody sees it`);
    if (covers) problems.push(`${name} has the focus, and is covered by ${covers}`);
  };

  // Once round: from wherever it is to the end, out of the page, and from its beginning.
  let round = false;
  for (let steps = 0; steps < 2 * wanted.length + 10; steps += 1) {
    await tab.keyboard.press('Tab');
    const now = await tab.evaluate(() => globalThis.focused());
    if (now === null) continue;
    round = now.id !== null && reached.has(now.id);
    if (round) break;
    note(now);
  }
  const missing = wanted.flatMap(({ group }, id) => (reached.has(id) || group ? [] : [id]));
  for (const id of missing) problems.push(`Tab does not reach ${wanted[id].name}`);
  if (!round && reached.size > 1)
    problems.push(`the focus does not come ${modal ? 'back to the first' : 'out again'}`);

  // What is chosen with arrows. Last, as choosing changes the page.
  for (const group of new Set(wanted.map((one) => one.group).filter(Boolean))) {
    const members = wanted.flatMap((one, id) => (one.group === group ? [id] : []));
    const [entry] = group.startsWith('radio') ? members.filter((id) => reached.has(id)) : [true];
    if (entry === undefined) problems.push(`Tab does not reach ${wanted[members[0]].name}`);
    else if (!(await tab.evaluate((name) => globalThis.focusOn(name), group)))
      problems.push(`nothing leads to ${wanted[members[0]].name}`);
    else
      for (let steps = 0; steps < members.length; steps += 1) {
        await tab.keyboard.press('ArrowDown');
        const now = await tab.evaluate(() => globalThis.focused());
        if (now?.id !== undefined && now.id !== null) note(now);
      }
    for (const id of members)
      if (entry !== undefined && !reached.has(id)) problems.push(`arrows do not reach ${wanted[id].name}`);
  }
  return { problems, actions: wanted.length };
}

/** Opens a dialog from what opens it. */
export async function openByKeyboard(tab, opener, settled) {
  await tab.getByTestId(opener).first().focus();
  await tab.keyboard.press('Enter');
  await settled(tab);
  if (!(await isOpen(tab))) {
    // A switch answers to Space alone.
    await tab.keyboard.press('Space');
    await settled(tab);
  }
}

const isOpen = (tab) => tab.evaluate(() => document.querySelector('dialog[open]') !== null);

/** Escape closes the dialog and leads back to what opened it. Returns what is wrong. */
export async function closeByKeyboard(tab, opener, settled) {
  if (!(await isOpen(tab))) return ['no dialog opened'];
  await tab.keyboard.press('Escape');
  await settled(tab);
  if (await isOpen(tab)) return ['Escape does not close it'];
  const on = await tab.evaluate(
    () => document.activeElement?.dataset.testid ?? document.activeElement?.localName,
  );
  return on === opener ? [] : [`Escape leaves the focus on ${on}, not on ${opener}`];
}
