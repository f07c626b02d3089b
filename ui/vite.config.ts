import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

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

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), ...(mode === 'gallery' ? [galleryEntry()] : [])],
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
  },
}));
