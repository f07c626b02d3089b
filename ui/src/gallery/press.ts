// What a person and the world around do after a screen has come: the `press=` of the gallery's address.
import type { ScriptedCore } from '../ipc/scripted';

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What no person does: the network answers, the browser comes back, time passes. */
function happenings(core: ScriptedCore): Record<string, () => void> {
  const passed = (seconds: number) => {
    core.world.now += seconds * 1000;
    core.emit('clock');
  };
  const told = (result: 'declined' | 'stopped' | 'time-is-up') => {
    core.errands.signIn?.({ result });
    if (result !== 'declined') core.errands.identity?.({ result });
  };
  return {
    'four-minutes': () => passed(250),
    'six-minutes': () => passed(360),
    declined: () => told('declined'),
    stopped: () => told('stopped'),
    'time-is-up': () => {
      told('time-is-up');
      core.finish({ result: 'time-is-up' });
    },
    connected: () => core.connected(),
    'check-not-proved': () => core.documents.end('not-proved'),
    'check-time-is-up': () => core.documents.end('time-is-up'),
  };
}

async function found(testId: string): Promise<HTMLElement | null> {
  for (let tries = 0; tries < 60; tries += 1) {
    const element = document.querySelector<HTMLElement>(
      `[data-testid="${testId}"]:not([aria-disabled="true"])`,
    );
    if (element) return element;
    await soon(50);
  }
  return null;
}

/** `<test id>` is pressed, `type:<test id>:<text>` is typed or chosen, `key:<key>` goes to the window, `do:<what>` happens. */
export async function press(what: string, core: ScriptedCore): Promise<void> {
  const [verb = '', id = '', text = ''] = what.includes(':') ? what.split(':') : ['press', what];
  if (verb === 'do') return happenings(core)[id]?.();
  if (verb === 'key') {
    window.dispatchEvent(
      new KeyboardEvent('keydown', { key: id, ctrlKey: text === 'staff', altKey: text === 'staff' }),
    );
    return;
  }
  const element = await found(id);
  if (!element) {
    // Whoever takes pictures must not take one of something else.
    document.documentElement.dataset.lost = id;
    return;
  }
  if (verb === 'press') return element.click();
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    element.value = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  } else if (element instanceof HTMLSelectElement) {
    element.value = text;
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** One after the other, as a person would. */
export async function pressAll(list: string | null, core: ScriptedCore): Promise<void> {
  for (const one of list?.split(',') ?? []) {
    await soon(60);
    await press(one, core);
  }
}
