import type { CommandError, Commands, Topic } from './generated';

export type CommandName = keyof Commands;
/** Commands that only ask, and take nothing. */
export type Question = {
  [K in CommandName]: Commands[K]['request'] extends null ? K : never;
}[CommandName];

/** How the page reaches the core: the app's own channel, a loopback bridge in browser tests, or a script. */
export interface Transport {
  call<K extends CommandName>(
    name: K,
    request: Commands[K]['request'],
    onProgress?: (progress: Commands[K]['progress']) => void,
  ): Promise<Commands[K]['response']>;
  /** Returns the function that stops listening. */
  onChanged(handler: (topics: Topic[]) => void): () => void;
}

/** Whatever was thrown, as the one error the page knows. Something that is not the core's own error says nothing about itself. */
export function asCommandError(thrown: unknown): CommandError {
  if (thrown !== null && typeof thrown === 'object' && 'code' in thrown && 'retry' in thrown) {
    return thrown as CommandError;
  }
  return {
    code: 'unexpected',
    retry: { when: 'now' },
    place: null,
    linkFault: null,
    reference: '',
    correlationId: '',
  };
}
