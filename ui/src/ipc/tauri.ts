// The only importer of the Tauri API.
import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Topic } from './generated';
import type { Transport } from './transport';

export const transport: Transport = {
  call(name, request, onProgress) {
    const args: Record<string, unknown> = {};
    if (request !== null) args.request = request;
    if (name === 'connect' || name === 'turn_off') {
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
