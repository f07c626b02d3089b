// Draws the pages of a PDF, in a frame of its own origin: it knows no core, no page and no network. It gets bytes by one
// message from whoever holds it, and keeps nothing.
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// The worker's half runs here too: a worker of an opaque origin cannot be started.
import * as worker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = worker;

type Told = { bytes?: Uint8Array; page?: string };

/** Pages that are drawn at all, and the widest picture of one, in pixels: a page may claim any size. */
const mostPages = 500;
const widest = 1800;
const tell = (news: object) => parent.postMessage(news, '*');

let begun = false;
addEventListener('message', (event: MessageEvent<Told>) => {
  if (event.source !== parent || begun || !(event.data.bytes instanceof Uint8Array)) return;
  begun = true;
  show(event.data.bytes, event.data.page ?? '').catch(() => tell({ viewer: 'failed' }));
});
tell({ viewer: 'ready' });

async function show(data: Uint8Array, pageWord: string): Promise<void> {
  const document_ = await getDocument({
    data,
    isEvalSupported: false,
    // Letters are drawn as shapes: no font is loaded from anywhere.
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableStream: true,
  }).promise;
  const pages = Math.min(document_.numPages, mostPages);
  const waiting = new Map<Element, number>();
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const number = waiting.get(target);
        if (!isIntersecting || number === undefined) continue;
        waiting.delete(target);
        void draw(document_, number, target as HTMLCanvasElement);
      }
    },
    { rootMargin: '600px' },
  );
  for (let number = 1; number <= pages; number += 1) {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${pageWord} ${number}`);
    const { width, height } = sized(await document_.getPage(number));
    Object.assign(canvas, { width, height });
    document.body.append(canvas);
    waiting.set(canvas, number);
    near.observe(canvas);
    if (number === 1) await first(document_, canvas, waiting);
  }
  tell({ viewer: 'drawn', pages: document_.numPages });
}

/** The first page is drawn at once: then we know that pages can be drawn at all. */
async function first(
  document_: PDFDocumentProxy,
  canvas: HTMLCanvasElement,
  waiting: Map<Element, number>,
): Promise<void> {
  waiting.delete(canvas);
  await draw(document_, 1, canvas);
}

function sized(page: PDFPageProxy): { width: number; height: number; scale: number } {
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(widest / Math.max(width, height, 1), 2);
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale), scale };
}

async function draw(document_: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement): Promise<void> {
  const page = await document_.getPage(number);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  await page.render({
    canvas,
    canvasContext: context,
    viewport: page.getViewport({ scale: sized(page).scale }),
  }).promise;
  const words = document.createElement('p');
  words.className = 'words';
  words.textContent = await text(page);
  canvas.after(words);
  page.cleanup();
}

/** The words of a page, for who hears it. `getTextContent` throws in WebKitGTK; its stream can be read. */
async function text(page: PDFPageProxy): Promise<string> {
  const reader = page.streamTextContent().getReader() as ReadableStreamDefaultReader<{
    items: { str?: string; hasEOL?: boolean }[];
  }>;
  let words = '';
  for (let part = await reader.read(); !part.done; part = await reader.read())
    for (const item of part.value.items) words += (item.str ?? '') + (item.hasEOL ? '\n' : ' ');
  return words.slice(0, 20_000);
}
