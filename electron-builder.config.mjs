/** What an installed Drydock is made of: the build and its resources in an asar, nothing of the sources, every fuse set. */
import { flipAfterPack } from './scripts/packaging/fuses.mjs';

export default {
  appId: 'io.github.drydock.console',
  productName: 'Drydock',
  copyright: 'MIT',
  directories: { output: 'dist' },
  // A runtime of one's own instead of a download.
  ...(process.env.ELECTRON_DIST ? { electronDist: process.env.ELECTRON_DIST } : {}),
  // better-sqlite3 brings its Node-API builds along; there is nothing to compile.
  npmRebuild: false,
  nodeGypRebuild: false,
  asar: true,
  // A native module is loaded by the system, which reads no asar. Resources are read by programs on hosts' behalf, too.
  asarUnpack: ['**/*.node'],
  files: [
    'package.json',
    'out/**',
    'resources/**',
    '!**/*.map',
    '!**/*.d.ts',
    '!**/{test,tests,docs,example,examples}/**',
  ],
  afterPack: flipAfterPack,
  publish: null,
  linux: { target: ['AppImage', 'deb'], category: 'System' },
  mac: { target: ['dmg'], category: 'public.app-category.developer-tools', hardenedRuntime: true },
  win: { target: ['nsis'] },
};
