// Builds the page with its scripted core, and serves it to this computer alone.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'vite';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export async function buildGallery(root) {
  await build({ root, mode: 'gallery', logLevel: 'error' });
  return path.join(root, 'dist-gallery');
}

/** Resolves to `{ at, close }`: the address without a slash at its end, and how it stops. */
export function serve(folder) {
  const kept = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(folder, path.normalize(pathname === '/' ? '/index.html' : pathname));
    try {
      if (!kept.has(file)) kept.set(file, await readFile(file));
      response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
      // What the build made keeps its name only as long as it is the same.
      if (pathname.startsWith('/assets/')) response.setHeader('cache-control', 'max-age=31536000, immutable');
      response.end(kept.get(file));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        at: `http://127.0.0.1:${server.address().port}`,
        close: () =>
          new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
          }),
      });
    });
  });
}
