// Text size and colours: one attribute each on <html>; tokens.css does the rest.
import { keep, recall } from './preferences';

export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];
export const textSizes = ['100', '125', '150', '200'] as const;
export type TextSize = (typeof textSizes)[number];

class Look {
  theme = $state<Theme>('system');
  text = $state<TextSize>('100');

  start(): void {
    this.theme = themes.find((theme) => theme === recall('theme')) ?? 'system';
    this.text = textSizes.find((size) => size === recall('text')) ?? '100';
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
      matchMedia(query).addEventListener('change', () => this.#show());
    }
    this.#show();
  }

  chooseTheme(theme: Theme): void {
    this.theme = theme;
    keep('theme', theme);
    this.#show();
  }

  chooseText(text: TextSize): void {
    this.text = text;
    keep('text', text);
    this.#show();
  }

  #show(): void {
    const html = document.documentElement;
    html.dataset.theme = this.theme === 'system' ? systemTheme() : this.theme;
    html.dataset.text = this.text;
  }
}

function systemTheme(): Exclude<Theme, 'system'> {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export const look = new Look();
