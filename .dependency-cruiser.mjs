/**
 * The arrows of the house: who may import whom. One entry for each folder names everything it may import; anything else
 * is refused, and so is every circle, type-only ones included. Read with swc, for TypeScript 7 has no API to read with.
 */

/** Where a library lies; `node_modules` may be a link to another folder. */
const library = '(^|/)node_modules/(@types/)?';

/** Libraries that only compute: no I/O, no clock. Core may use these. */
const pureLibraries = [
  'zod',
  '@noble/hashes',
  'yaml',
  'unified',
  'remark-[a-z]+',
  '(mdast|hast|unist|vfile|micromark)[a-z-]*',
  'temporal-polyfill',
  'rrule-temporal',
];

/** Who may import what of `src/`. A folder may always import itself. */
const arrows = {
  'src/core/': [],
  'src/contract/': ['src/core/'],
  'src/preload/': ['src/contract/'],
  'src/renderer/': ['src/contract/', 'src/core/'],
  'src/main/engine/': ['src/core/'],
  'src/main/ssh/': ['src/main/engine/', 'src/main/shipped[.]ts$', 'src/core/'],
  // The store answers in the contract's shapes (a filter, a row of the log), and in nothing else of it.
  'src/main/store/': ['src/main/engine/', 'src/main/shipped[.]ts$', 'src/contract/shapes[.]ts$', 'src/core/'],
  // Notices leave through senders; what they need of the hosts of a workspace (SFTP) is handed in.
  'src/main/notify/': ['src/main/engine/', 'src/core/'],
  // Catalogues of migrations are folders of this machine: read here, and given meaning by core.
  'src/main/catalogue/': ['src/core/'],
  // Gates are read from the store and published through ports; the door pipelines come by stands in `link`.
  'src/main/gate/': ['src/main/engine/', 'src/main/store/store[.]ts$', 'src/core/'],
  // A bundle is read from the store whole, and proved by anybody: what signs, and what a signature proves, is handed in.
  'src/main/bundle/': ['src/main/store/(store|stored|chain|chunk)[.]ts$', 'src/main/shipped[.]ts$', 'src/core/'],
  // A page is printed as it is handed in.
  'src/main/print/': ['src/core/'],
  'src/main/practice/': ['src/main/ssh/', 'src/main/shipped[.]ts$', 'src/core/'],
  'src/main/desk/': [
    'src/main/(engine|ssh|store|notify|gate|practice|print|catalogue|bundle)/',
    'src/main/shipped[.]ts$',
    'src/contract/',
    'src/core/',
  ],
  'src/main/link/': ['src/main/desk/', 'src/contract/', 'src/core/'],
  'src/main/shell/': ['src/contract/', 'src/core/'],
  // The host is one file; what it builds of one area stands in `host/` where it would grow too long.
  'src/main/host([.]ts$|/)': [
    'src/main/(following|built-pages|shipped)[.]ts$',
    'src/main/(lead|engine|ssh|store|notify|gate|practice|print|catalogue|desk|link)/',
    'src/contract/',
    'src/core/',
  ],
  // Somebody else’s console, followed by an invite: a desk over the network, and SSH to the bastion that leads there.
  'src/main/following[.]ts$': ['src/main/(engine|ssh|link)/', 'src/contract/', 'src/core/'],
  // The lead taken over from another console: that one is asked by its desk, and what comes of it is handed in.
  'src/main/lead/': ['src/main/(following|desk/desk)[.]ts$', 'src/contract/', 'src/core/'],
  // Where what is shipped beside the program lies: whoever reads a file of it asks there.
  'src/main/(workspace-folder|shipped)[.]ts$': [],
  'src/main/built-pages[.]ts$': ['src/main/shipped[.]ts$'],
  'src/main/(index|serve|cli)[.]ts$': [
    'src/main/((host|serve|built-pages|shipped|workspace-folder)[.]ts$|link/|shell/|cli/|desk/desk[.]ts$)',
    'src/contract/',
    'src/core/',
  ],
  // The command line: its entry is cli.ts, its commands stand in cli/ and speak to the desk as any screen does. What a console
  // signed is proved by the file that signs.
  'src/main/cli/': [
    'src/main/((host|serve|following|built-pages|shipped|workspace-folder)[.]ts$|link/|lead/|bundle/|engine/system-clock[.]ts$|desk/(desk|signing/console-identity)[.]ts$)',
    'src/contract/',
    'src/core/',
  ],
};

/** Libraries that one place alone may import. */
const keepers = {
  ssh2: ['^src/main/ssh/'],
  'better-sqlite3': ['^src/main/store/'],
  electron: ['^src/main/(shell/|index[.]ts$|link/ipc[.]ts$)', '^src/preload/'],
  ws: ['^src/main/link/'],
  nodemailer: ['^src/main/notify/senders/'],
  react: ['^src/renderer/'],
  commander: ['^src/main/cli([.]ts$|/)'],
  // Archives from outside are opened in one place, which trusts nothing of them.
  yauzl: ['^src/main/bundle/'],
  yazl: ['^src/main/bundle/'],
};

const arrowRules = Object.entries(arrows).map(([from, to]) => ({
  name: `arrow-${from.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`,
  severity: 'error',
  comment: `${from} may import ${to.length === 0 ? 'nothing but itself' : to.join(', ')}.`,
  from: { path: `^${from}` },
  to: { path: '^(src|test|scripts)/', pathNot: [`^${from}`, ...to.map((path) => `^${path}`)] },
}));

const keeperRules = Object.entries(keepers).map(([name, pathNot]) => ({
  name: `keeper-${name}`,
  severity: 'error',
  comment: `Only ${pathNot.join(', ')} may import ${name}.`,
  from: { path: '^src/', pathNot },
  to: { path: [`${library}${name}/`, `^${name}$`] },
}));

export default {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'A circle has no first file to read. Type-only imports count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere hides from every other rule.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'Core has no clock, no I/O and no library that has them.',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', `${library}(${pureLibraries.join('|')})/`] },
    },
    {
      name: 'contract-is-shapes',
      severity: 'error',
      comment: 'The contract is zod schemas over core, readable by a page.',
      from: { path: '^src/contract/' },
      to: { pathNot: ['^src/(contract|core)/', `${library}zod/`] },
    },
    {
      name: 'renderer-is-a-page',
      severity: 'error',
      comment: 'The renderer is as untrusted as any page: nothing of Node.',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'everybody-has-a-rule',
      severity: 'error',
      comment: 'A new folder names what it may import before it imports anything.',
      from: { path: '^src/', pathNot: Object.keys(arrows).map((path) => `^${path}`) },
      to: {},
    },
    ...arrowRules,
    ...keeperRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
