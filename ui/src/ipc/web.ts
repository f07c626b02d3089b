// The loopback bridge of the browser tests: the same page against the real core, in an ordinary browser.
import type { CommandError, Topic } from './generated';
import type { Transport } from './transport';

type Line = { progress: unknown } | { ok: unknown } | { error: CommandError };

function token(): string {
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[name="bridge-token"]');
  return [...metas].find((meta) => meta.content)?.content ?? '';
}

/** One JSON value per line, as they come. */
async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += value ?? '';
    const parts = rest.split('\n');
    rest = done ? '' : (parts.pop() ?? '');
    for (const part of parts) if (part.trim()) yield JSON.parse(part) as Line;
    if (done) return;
  }
}

export const transport: Transport = {
  async call(name, request, onProgress) {
    const answer = await fetch(`/ipc/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-bridge-token': token() },
      body: JSON.stringify(request),
    });
    if (!answer.body) throw new Error('the bridge gave no answer');
    for await (const line of lines(answer.body)) {
      if ('progress' in line) onProgress?.(line.progress as never);
      else if ('ok' in line) return line.ok as never;
      else throw line.error;
    }
    throw new Error('the bridge ended without an answer');
  },

  onChanged(handler) {
    const events = new EventSource('/events');
    events.onmessage = (event: MessageEvent<string>) => handler(JSON.parse(event.data) as Topic[]);
    return () => events.close();
  },
};
