/** One pixel of the screen in CSS pixels: 1 at 100 %, 0.8 at 125 %, 0.5 at 200 %. Follows the window to another screen. */
export class Pixels {
  dot = $state(1);

  /** For an element that needs it: follows as long as that is there. */
  readonly follow = () => {
    let query: MediaQueryList | null = null;
    const read = () => {
      const ratio = window.devicePixelRatio || 1;
      this.dot = 1 / ratio;
      query?.removeEventListener('change', read);
      query = window.matchMedia?.(`(resolution: ${ratio}dppx)`) ?? null;
      query?.addEventListener('change', read);
    };
    read();
    return () => query?.removeEventListener('change', read);
  };
}
