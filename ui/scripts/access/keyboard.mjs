// Every action of a screen, by keyboard: what can be reached, what is seen while it has the focus, and where it goes then.
/* global document, getComputedStyle, requestAnimationFrame */

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
    // A button stands for the field of a file.
    !element.matches(':disabled, [type=file][tabindex="-1"]') &&
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
      // What begins a screen, and a dialog that is scrolled with the keys.
      begins: element.matches('main, h1, h2, h3, dialog'),
    };
  };
  globalThis.drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
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

const keys = { Tab: 9, ArrowDown: 40 };

/** Presses a key and tells what has the focus then. By the browser’s own protocol: this is done thousands of times. */
async function press(cdp, key) {
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key,
    code: key,
    windowsVirtualKeyCode: keys[key],
  });
  // A long list draws the line first, and then gives it the focus.
  const expression = key === 'Tab' ? 'focused()' : 'drawn().then(focused)';
  const { result } = await cdp.send('Runtime.evaluate', {
    expression,
    awaitPromise: key !== 'Tab',
    returnByValue: true,
  });
  return result.value ?? null;
}

/** What is wrong, as sentences; and how many things there are to act on. */
export async function walk(tab) {
  tab.cdp ??= await tab.context().newCDPSession(tab);
  const { cdp } = tab;
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
  let before = null;
  for (let steps = 0; steps < 2 * wanted.length + 10; steps += 1) {
    const now = await press(cdp, 'Tab');
    if (now === null) continue;
    // A date is three fields in one.
    round = now.id !== null && now.id !== before && reached.has(now.id);
    if (round) break;
    before = now.id;
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
        const now = await press(cdp, 'ArrowDown');
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
