/** What all other screens say; it comes with them. */
import type { Word } from './index.svelte';

const texts = import.meta.glob<Word[]>(
  ['./locales/es/*.ftl', '!./locales/es/{common,errors,home,places,welcome}.ftl'],
  { query: '?raw', import: 'default', eager: true },
);

export default Object.values(texts).flat();
