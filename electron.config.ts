/** How the three programs are built: the host process, the bridge as CommonJS, the screens as a page. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import packageFile from './package.json' with { type: 'json' };
import { noncePlaceholder } from './src/main/link/headers.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const dependencies = Object.keys(packageFile.dependencies);
const staysOutside = new Set(['anser', 'better-sqlite3', 'commander', 'nodemailer', 'ssh2', 'ws', 'yauzl', 'yazl']);

export default defineConfig({
  main: {
    build: {
      outDir: 'out',
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      // What only computes goes into the build: a program of few files starts in half the time. What brings a binary or is CommonJS stays outside.
      externalizeDeps: { exclude: dependencies.filter((name) => !staysOutside.has(name)) },
      rolldownOptions: {
        // Everything started from outside: the entries, and whatever a worker thread begins with (`src/main/shipped.ts`).
        input: globSync('src/main/{index,serve,cli,**/*-worker}.ts', { cwd: root }),
        // Flat, as deep as `src/main/`: so `resources/` is found the same way from both.
        output: { format: 'es', entryFileNames: 'main/[name].js', chunkFileNames: 'main/[name].js' },
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
