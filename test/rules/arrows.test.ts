/** The checker of the house's arrows sees what it must see: planted in a copy, each wrong import is caught by its rule. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
let copy = '';

/** Each file is planted beside the real sources; the rule named must be broken by it. A circle is told once, of its first file. */
const planted: Readonly<Record<string, { readonly content: string; readonly breaks?: string }>> = {
  'src/core/planted-circle-a.ts': {
    content: "import type { B } from './planted-circle-b.ts';\nexport interface A { readonly b: B }\n",
    breaks: 'no-circle',
  },
  'src/core/planted-circle-b.ts': {
    content: "import type { A } from './planted-circle-a.ts';\nexport interface B { readonly a: A }\n",
  },
  'src/core/planted-clock.ts': {
    content: "import { hrtime } from 'node:process';\nexport const now = hrtime;\n",
    breaks: 'core-is-pure',
  },
  'src/core/planted-main.ts': {
    content: "import type { Store } from '../main/store/store.ts';\nexport type Held = Store;\n",
    breaks: 'arrow-src-core',
  },
  'src/contract/planted-renderer.ts': {
    content: "import type { Link } from '../renderer/link/link.ts';\nexport type Held = Link;\n",
    breaks: 'arrow-src-contract',
  },
  'src/renderer/planted-main.ts': {
    content: "import type { Desk } from '../main/desk/desk.ts';\nexport type Held = Desk;\n",
    breaks: 'arrow-src-renderer',
  },
  'src/renderer/planted-node.ts': {
    content: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
    breaks: 'renderer-is-a-page',
  },
  'src/main/engine/planted-store.ts': {
    content: "import type { Store } from '../store/store.ts';\nexport type Held = Store;\n",
    breaks: 'arrow-src-main-engine',
  },
  'src/main/store/planted-requests.ts': {
    content: "import type { RequestName } from '../../contract/requests.ts';\nexport type Held = RequestName;\n",
    breaks: 'arrow-src-main-store',
  },
  'src/main/notify/planted-store.ts': {
    content: "import type { Store } from '../store/store.ts';\nexport type Held = Store;\n",
    breaks: 'arrow-src-main-notify',
  },
  'src/main/gate/planted-desk.ts': {
    content: "import type { Desk } from '../desk/desk.ts';\nexport type Held = Desk;\n",
    breaks: 'arrow-src-main-gate',
  },
  'src/main/link/planted-host.ts': {
    content: "import type { ConsoleHost } from '../host.ts';\nexport type Held = ConsoleHost;\n",
    breaks: 'arrow-src-main-link',
  },
  'src/main/engine/planted-ssh2.ts': {
    content: "import { Client } from 'ssh2';\nexport const client = new Client();\n",
    breaks: 'keeper-ssh2',
  },
  'src/main/desk/planted-sqlite.ts': {
    content: "import type { Database } from 'better-sqlite3';\nexport type Held = Database;\n",
    breaks: 'keeper-better-sqlite3',
  },
  'src/main/store/planted-electron.ts': {
    content: "import { app } from 'electron';\nexport const held = app;\n",
    breaks: 'keeper-electron',
  },
  'src/main/unheard-of/planted.ts': {
    content: "import { fail } from '../../core/result.ts';\nexport const refuse = fail;\n",
    breaks: 'everybody-has-a-rule',
  },
  'src/core/planted-nowhere.ts': {
    content: "import { nothing } from './nowhere.ts';\nexport const held = nothing;\n",
    breaks: 'resolvable',
  },
};

interface Verdict {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

async function cruise(folder: string): Promise<Verdict> {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const options = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'];
  const { stdout } = await promisify(execFile)(process.execPath, [depcruise, ...options], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout);
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'drydock-arrows-'));
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
  for (const file of ['.dependency-cruiser.mjs', 'package.json']) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  for (const [file, { content }] of Object.entries(planted)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), content);
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('each planted import is caught by its own rule, and nothing that was there before is', async () => {
  const { summary, modules } = await cruise(copy);
  const caught = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  for (const [file, { breaks }] of Object.entries(planted))
    if (breaks !== undefined) expect(caught).toContain(`${file}: ${breaks}`);
  expect(summary.violations.filter(({ from }) => !from.includes('planted'))).toEqual([]);
  // A checker without a parser reads no TypeScript and finds nothing wrong: it must have seen the imports.
  expect(
    modules.filter(({ source, dependencies }) => source.endsWith('.ts') && dependencies.length > 0).length,
  ).toBeGreaterThan(10);
});
