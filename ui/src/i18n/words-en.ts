/** What the first screens say in one language, in a file of its own: only the language in use is loaded. */
import type { Word } from './index.svelte';

const texts = import.meta.glob<Word[]>('./locales/en/{common,errors,home,places,welcome}.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export default Object.values(texts).flat();
