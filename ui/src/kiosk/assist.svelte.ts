import type { Transport } from '../ipc/transport';
import { look, textSizes, themes } from '../lib/look.svelte';

/** How loud the voice can be, in percent, in the order in which the button goes round. */
const volumes = [60, 80, 100, 40] as const;
const usualVolume: number = volumes[0];

/** What helps to read: larger text, other colours, a voice, controls further down. Each is one button that goes round. */
export class Assist {
  /** Controls stand in the lower half. */
  down = $state(false);
  listening = $state(false);
  /** Of the voice, in percent. */
  volume = $state(usualVolume);
  #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  largerText(): void {
    const at = textSizes.indexOf(look.text);
    look.chooseText(textSizes[(at + 1) % textSizes.length] ?? '100');
  }

  otherColors(): void {
    const shown = themes.filter((theme) => theme !== 'system');
    const at = shown.findIndex((theme) => theme === look.theme);
    look.chooseTheme(shown[(at < 0 ? 1 : at + 1) % shown.length] ?? 'light');
  }

  moveDown(): void {
    this.down = !this.down;
  }

  /** Reads the screen, and every one after it, until pressed again. */
  listen(): void {
    this.listening = !this.listening;
    if (this.listening) this.read();
    else this.hush();
  }

  /** What is on the screen now. Never a passcode: others hear it. */
  read(): void {
    if (!this.listening) return;
    const main = document.getElementById('main');
    const parts = main?.querySelectorAll<HTMLElement>('h1, h2, p, button, li') ?? [];
    const text = [...parts]
      .filter((part) => !part.closest('[data-unspoken]'))
      .map((part) => part.textContent.trim().replaceAll(/\s+/g, ' '))
      .filter(Boolean)
      .join('. ');
    void this.#transport.call('say', { text, volume: this.volume }).catch(() => undefined);
  }

  /** The next volume, heard at once: the screen is read again. */
  otherVolume(): void {
    const at = volumes.findIndex((volume) => volume === this.volume);
    this.volume = volumes[(at + 1) % volumes.length] ?? usualVolume;
    this.read();
  }

  hush(): void {
    void this.#transport.call('hush', null).catch(() => undefined);
  }

  /** The next person finds everything as it was. */
  reset(): void {
    this.down = this.listening = false;
    this.volume = usualVolume;
    look.chooseText('100');
    look.chooseTheme('system');
  }
}
