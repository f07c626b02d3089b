// A sound of two tones, made here: "Still there?" and a call for staff are heard as well as seen.

/** Plays it, where this computer can. */
export function chime(): void {
  try {
    const audio = new AudioContext();
    const volume = audio.createGain();
    volume.gain.value = 0.2;
    volume.connect(audio.destination);
    for (const [at, tone] of [660, 880].entries()) {
      const source = audio.createOscillator();
      source.frequency.value = tone;
      source.connect(volume);
      source.start(audio.currentTime + at * 0.25);
      source.stop(audio.currentTime + at * 0.25 + 0.22);
      if (at === 1) source.onended = () => void audio.close();
    }
  } catch {
    // No sound here: what is said stands on the screen.
  }
}
