import type { Voice } from '../ipc/generated';
import type { IconName } from './icons';

/** Whose move it is. `off` asks for nothing. */
export const voiceIcons: Record<Voice, IconName> = {
  need: 'hand',
  work: 'hourglass',
  rest: 'circle-check',
  off: 'circle-pause',
};
