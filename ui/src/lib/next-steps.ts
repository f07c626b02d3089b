import { createContext } from 'svelte';

/** What an error may lead to besides trying again. The frame knows how; screens only offer it. */
export type NextSteps = {
  signIn: () => void;
  proveAgain: () => void;
  turnOnFinding: () => void;
  newCode: () => void;
  back: () => void;
  unlock: () => void;
  help: () => void;
};

export const [getNextSteps, setNextSteps] = createContext<NextSteps>();
