/** How the three programs are built: the host process module by module, the bridge as CommonJS, the screens as a page. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { noncePlaceholder } from './src/main/link/headers.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: 'out',
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        // Everything started from outside: the entries, and whatever a worker thread begins with.
        input: globSync('src/main/{index,serve,cli,**/*-worker}.ts', { cwd: root }),
        // A module stands in out/ where it stands in src/, so that a worker and resources/ are found the same way in both.
        output: { format: 'es', preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: 'src/preload/index.ts',
        // A sandboxed preload script is CommonJS, whatever the package says.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    // Replaced by a fresh nonce in each page that is handed out.
    html: { cspNonce: noncePlaceholder },
    build: {
      outDir: 'out/renderer',
      target: 'chrome140',
      minify: true,
      // It comes from this machine's own disk, and is cached.
      chunkSizeWarningLimit: 2_000,
      // Everything is a file of its own: the policy has no room for data: in scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
});
