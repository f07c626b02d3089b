// The gallery, built as it would be shipped, on a port of this machine's own, and a browser to look at it.
/* global MutationObserver, document */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';

const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

/** Builds into `folder`. */
export async function buildGallery(root, folder) {
  await build({
    root,
    configFile: path.join(root, 'vite.config.ts'),
    mode: 'gallery',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
}

/** Returns `{ at, close }`. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = path.join(folder, path.normalize(pathname === '/' ? 'index.html' : pathname));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', types[path.extname(file).slice(1)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    at: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export function launch() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin'].filter(Boolean);
  const executablePath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
  if (!executablePath) throw new Error('No Chromium here: apt-get install -y chromium');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** Where the row’s screen stands; `last` leaves its last press to the caller. Returns what was left. */
export async function open(tab, at, { query }, { last = true } = {}) {
  const asked = new URLSearchParams(query);
  const presses = asked.get('press')?.split(',') ?? [];
  const left = last ? null : presses.pop();
  if (presses.length > 0) asked.set('press', presses.join());
  else asked.delete('press');
  // A clock that stands still: no second counts down while somebody looks.
  await tab.goto(`${at}/?${asked}&speed=0`);
  await tab.waitForSelector('html[data-ready]', { state: 'attached' });
  await settled(tab);
  return left;
}

/** Until nothing has changed for a while. */
export function settled(tab) {
  return tab.evaluate(
    () =>
      new Promise((resolve) => {
        let quiet = setTimeout(done, 150);
        const most = setTimeout(done, 2000);
        const watch = new MutationObserver(() => {
          clearTimeout(quiet);
          quiet = setTimeout(done, 150);
        });
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        function done() {
          watch.disconnect();
          clearTimeout(quiet);
          clearTimeout(most);
          resolve();
        }
      }),
  );
}
