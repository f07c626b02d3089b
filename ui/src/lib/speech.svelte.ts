import type { Language } from '../i18n/index.svelte';

/** Reads digits aloud, one by one, by a voice of this computer. A voice that would send them elsewhere is not used. */
export class Speech {
  speaking = $state(false);
  #voices = $state.raw<readonly SpeechSynthesisVoice[]>([]);
  #synthesis: SpeechSynthesis | null;

  constructor(synthesis: SpeechSynthesis | null = globalThis.speechSynthesis ?? null) {
    this.#synthesis = synthesis;
  }

  /** For an element that needs it: voices come late, and what is said ends with the element. */
  readonly follow = () => {
    const read = () => (this.#voices = this.#synthesis?.getVoices() ?? []);
    read();
    this.#synthesis?.addEventListener?.('voiceschanged', read);
    return () => {
      this.#synthesis?.removeEventListener?.('voiceschanged', read);
      this.stop();
    };
  };

  voice(language: Language): SpeechSynthesisVoice | null {
    const speaks = (voice: SpeechSynthesisVoice) =>
      voice.localService && voice.lang.toLowerCase().startsWith(language);
    return this.#voices.find((voice) => speaks(voice) && voice.default) ?? this.#voices.find(speaks) ?? null;
  }

  /** Once, slowly, each digit by itself. */
  say(digits: string, language: Language): void {
    const voice = this.voice(language);
    if (!this.#synthesis || !voice) return;
    this.stop();
    this.speaking = true;
    const all = [...digits];
    for (const [at, digit] of all.entries()) {
      const utterance = new SpeechSynthesisUtterance(digit);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.7;
      if (at === all.length - 1) utterance.onend = () => (this.speaking = false);
      utterance.onerror = () => (this.speaking = false);
      this.#synthesis.speak(utterance);
    }
  }

  stop(): void {
    this.#synthesis?.cancel();
    this.speaking = false;
  }
}
