// The only importer of the Tauri API.
import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Topic } from './generated';
import type { CommandName, Transport } from './transport';

/** The commands that tell progress. */
const reporting: readonly CommandName[] = [
  'connect',
  'turn_off',
  'sign_in_at_provider',
  'check_identity',
  'get_documents',
];

export const transport: Transport = {
  call(name, request, onProgress) {
    const args: Record<string, unknown> = {};
    if (request !== null) args.request = request;
    if (reporting.includes(name)) {
      const progress = new Channel<never>();
      progress.onmessage = (step) => onProgress?.(step);
      args.progress = progress;
    }
    return invoke(name, args);
  },

  onChanged(handler) {
    const stop = listen<Topic[]>('changed', (event) => handler(event.payload));
    return () => void stop.then((unlisten) => unlisten());
  },
};
