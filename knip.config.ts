/** What nobody imports is not kept: entries are what is started from outside, everything else must be reached from one. */
import type { KnipConfig } from 'knip';

export default {
  entry: [
    'src/main/{index,serve,cli}.ts',
    'src/main/**/*-worker.ts',
    'src/preload/index.ts',
    'src/renderer/main.tsx',
    'electron.config.ts',
    'electron-builder.config.mjs',
    'scripts/*.{ts,mjs}',
    'bin/drydock.js',
    'test/**/*.test.{ts,tsx}',
    'test/e2e/*.spec.ts',
    'test/bench/*.ts',
    // Pages to look at the screens on, started from their own HTML.
    'test/renderer/stage/{stage,window}.tsx',
    // Programs that a test starts in a process of their own.
    'test/**/*-process.ts',
    'test/faults/{leader,handover}.ts',
  ],
  project: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}', 'scripts/**/*.{ts,mjs}', 'bin/*.js', '*.{ts,mjs}'],
  // `node` is run, not imported; @swc/core is dependency-cruiser's parser.
  ignoreDependencies: ['node', '@swc/core'],
  // Programs of the system that tests drive; `scripts/needs.ts` sees to the less usual ones.
  ignoreBinaries: [
    'rg',
    'dropbearkey',
    'unshare',
    'ssh-keygen',
    'ssh-agent',
    'ssh-add',
    'openssl',
    'sqlite3',
    'mariadbd',
    'restic',
    'dash',
    'pandoc',
    'php',
    'pdftotext',
    'tidy',
  ],
  // An exported type is documentation of a shape; an exported value that nobody uses is dead.
  exclude: ['types'],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
