// Unit and component tests of the page, beside what they test: src/**/*.test.ts. The rest comes from
// vite.config.ts, so that a test is built as the app is; `--mode test` puts the scripted core behind
// `#transport`.
import { svelteTesting } from '@testing-library/svelte/vite';
import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

// Sentences hold clock times; a test must read the same in every office.
process.env.TZ = 'UTC';

export default defineConfig((env) =>
  mergeConfig(viteConfig(env), {
    plugins: [svelteTesting()],
    test: {
      include: ['src/**/*.test.ts'],
      environment: 'jsdom',
      restoreMocks: true,
      unstubGlobals: true,
      passWithNoTests: false,
      // How fast a busy machine is proves nothing; what hangs is still found.
      testTimeout: 120_000,
    },
  }),
);
