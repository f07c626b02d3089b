import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, defineConfig, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Who answers the page's questions. Chosen when it is built, never while it runs. */
const transports: Record<string, string> = {
  bridge: './src/ipc/web.ts',
  gallery: './src/ipc/scripted.ts',
  test: './src/ipc/scripted.ts',
};

/** `--mode gallery` starts from its own entry, so that the scripted core is in no other bundle. */
function galleryEntry(): Plugin {
  return {
    name: 'gallery-entry',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('/src/main.ts', '/src/gallery/main.ts'),
    },
  };
}

/**
 * Read here, so that the page need not: messages come parsed, without their comments, as `[id, value, attributes?]`;
 * of an icon come its shapes.
 */
function readTexts(): Plugin {
  const readers: [RegExp, (text: string) => unknown][] = [
    [
      /\.ftl\?raw$/,
      (text) =>
        new FluentResource(text).body.map(({ id, value, attributes }) =>
          Object.keys(attributes).length > 0 ? [id, value, attributes] : [id, value],
        ),
    ],
    [
      /lucide-static\/icons\/[\w-]+\.svg\?raw$/,
      (text) => (text.match(/<(?!svg\b)\w[^>]*>/g) ?? []).join('').replaceAll(/\s+/g, ' '),
    ],
  ];
  return {
    name: 'read-texts',
    enforce: 'pre',
    load(id) {
      const found = readers.find(([pattern]) => pattern.test(id));
      if (!found) return null;
      const text = readFileSync(id.slice(0, id.indexOf('?')), 'utf8').replaceAll('\r\n', '\n');
      return `export default ${JSON.stringify(found[1](text))}`;
    },
  };
}

/**
 * The frame that draws PDF pages has an origin of its own, which may load no module: it gets a plain script, built apart,
 * and nothing of it is in the page.
 */
function viewerPart(): Plugin {
  const folder = at('./src/viewer/');
  const script = async () => {
    const built = await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        target: ['es2022', 'chrome120', 'safari17'],
        lib: { entry: `${folder}main.ts`, formats: ['iife'], name: 'viewer' },
      },
    });
    const [output] = [built].flat() as { output: { type: string; code?: string }[] }[];
    return output?.output.find((part) => part.type === 'chunk')?.code ?? '';
  };
  const file = (name: string) => readFileSync(folder + name, 'utf8');
  return {
    name: 'viewer-part',
    async generateBundle() {
      const emit = (name: string, source: string) =>
        this.emitFile({ type: 'asset', fileName: `viewer/${name}`, source });
      for (const name of ['viewer.html', 'viewer.css']) emit(name, file(name));
      emit('viewer.js', await script());
    },
    configureServer(server) {
      const types: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
      server.middlewares.use('/viewer/', (request, response, next) => {
        const name = (request.url ?? '').slice(1).split('?')[0] ?? '';
        const type = types[name.split('.')[1] ?? ''];
        if (!type || name.includes('/')) return next();
        response.setHeader('content-type', type);
        if (name === 'viewer.js') void script().then((code) => response.end(code));
        else response.end(file(name));
      });
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [readTexts(), svelte(), viewerPart(), ...(mode === 'gallery' ? [galleryEntry()] : [])],
  resolve: {
    alias: { '#transport': at(transports[mode] ?? './src/ipc/tauri.ts') },
    // Unit tests mount the client build of Svelte.
    ...(mode === 'test' ? { conditions: ['browser'] } : {}),
  },
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    target: ['es2022', 'chrome120', 'safari17'],
    outDir: mode === 'bridge' ? 'dist-bridge' : mode === 'gallery' ? 'dist-gallery' : 'dist',
    emptyOutDir: true,
    // The content security policy has no `data:`: fonts stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // The app's window, a kiosk's and the demo's notes have a page each; what both need is in files of its own.
    ...(mode === 'production'
      ? {
          rolldownOptions: {
            input: { index: at('./index.html'), kiosk: at('./kiosk.html'), notes: at('./notes.html') },
          },
        }
      : {}),
  },
}));
