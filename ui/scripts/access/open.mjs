// A screen of the gallery, with nothing moving on it any more.
/* global MutationObserver, document */

/** Where the row’s screen stands; `last` leaves its last press to the caller. Returns what was left. */
export async function open(tab, at, { query }, { last = true } = {}) {
  const asked = new URLSearchParams(query);
  const presses = asked.get('press')?.split(',') ?? [];
  const left = last ? null : presses.pop();
  if (presses.length > 0) asked.set('press', presses.join());
  else asked.delete('press');
  // A clock that stands still: no second counts down while somebody looks.
  await tab.goto(`${at}/?${asked}&speed=0`);
  await tab.waitForSelector('html[data-ready]', { state: 'attached' });
  await settled(tab);
  return left;
}

/** Until nothing has changed for a while. */
export function settled(tab) {
  return tab.evaluate(
    () =>
      new Promise((resolve) => {
        let quiet = setTimeout(done, 150);
        const most = setTimeout(done, 2000);
        const watch = new MutationObserver(() => {
          clearTimeout(quiet);
          quiet = setTimeout(done, 150);
        });
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        function done() {
          watch.disconnect();
          clearTimeout(quiet);
          clearTimeout(most);
          resolve();
        }
      }),
  );
}
