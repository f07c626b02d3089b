import { expect, test, vi } from 'vitest';
import { Speech } from './speech.svelte';

type Said = { text: string; rate: number; onend?: () => void };

function computer(voices: Partial<SpeechSynthesisVoice>[]) {
  const said: Said[] = [];
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      rate = 1;
      constructor(readonly text: string) {}
    },
  );
  const synthesis = {
    getVoices: () => voices,
    speak: (utterance: Said) => said.push(utterance),
    cancel: vi.fn(),
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  };
  const speech = new Speech(synthesis as unknown as SpeechSynthesis);
  const stop = speech.follow();
  return { said, speech, stop, synthesis };
}

test('digits are said one by one, slowly, and once', () => {
  const { said, speech } = computer([{ lang: 'en-US', localService: true, default: true }]);
  speech.say('481903', 'en');
  expect(said.map(({ text }) => text)).toEqual(['4', '8', '1', '9', '0', '3']);
  expect(said.every(({ rate }) => rate < 1)).toBe(true);
  expect(speech.speaking).toBe(true);
  said.at(-1)?.onend?.();
  expect(speech.speaking).toBe(false);
});

test('a voice of another language, or of somebody’s server, is not used', () => {
  const { said, speech } = computer([
    { lang: 'es-MX', localService: false, default: true },
    { lang: 'en-US', localService: true, default: false },
  ]);
  expect(speech.voice('es')).toBeNull();
  speech.say('481903', 'es');
  expect(said).toEqual([]);
  expect(speech.voice('en')?.lang).toBe('en-US');
});

test('where nothing can speak, nothing is offered, and what is said ends with its screen', () => {
  const speech = new Speech(null);
  speech.follow();
  expect(speech.voice('en')).toBeNull();
  const { speech: other, stop, synthesis } = computer([{ lang: 'en', localService: true, default: true }]);
  other.say('1', 'en');
  stop();
  expect(synthesis.cancel).toHaveBeenCalled();
  expect(other.speaking).toBe(false);
});
