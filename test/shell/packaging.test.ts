/** What is packed, looked at from inside: packed for real, around a stand-in for Electron's runtime, which no machine of ours can fetch. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
let project = '';
let packed = '';

function put(file: string, content: string | Buffer = 'content'): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), content);
}

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'drydock-packaging-'));
  packed = join(project, 'dist/linux-unpacked');
  for (const file of ['electron-builder.config.mjs', 'scripts/packaging', 'resources']) {
    cpSync(join(root, file), join(project, file), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'dir');
  const { dependencies, ...rest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // Of the dependencies the one with a native part; the others pack alike and take their time.
  const some = { 'better-sqlite3': dependencies['better-sqlite3'] };
  put('package.json', JSON.stringify({ ...rest, dependencies: some }));
  for (const file of ['out/main/index.js', 'out/main/index.js.map', 'out/preload/index.cjs', 'out/renderer/index.html'])
    put(file);
  for (const file of ['src/main/index.ts', 'test/a.test.ts', '.env', 'notes.txt']) put(file);
  // An Electron as the fuses know it: a program with the fuse wire in it, each fuse as it leaves the factory.
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('101100011'),
  ]);
  put('runtime/electron', Buffer.concat([Buffer.alloc(4_096, 'x'), wire, Buffer.alloc(4_096, 'y')]));
  put('runtime/version', '45.4.1');
  put('runtime/resources/.keep');

  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const options = ['--dir', '--linux', '--x64', '--config', 'electron-builder.config.mjs'];
  await promisify(execFile)(process.execPath, [builder, ...options], {
    cwd: project,
    env: { ...process.env, ELECTRON_DIST: join(project, 'runtime') },
  });
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

interface AsarFolder {
  readonly files?: Readonly<Record<string, AsarFolder>>;
}

/** The files of an asar: its header is JSON, behind four lengths of four bytes. */
function filesOf(asar: string): string[] {
  const bytes = readFileSync(asar);
  const header: AsarFolder = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString());
  const walk = (folder: AsarFolder, path: string): string[] =>
    Object.entries(folder.files ?? {}).flatMap(([name, entry]) =>
      entry.files === undefined ? [path + name] : walk(entry, `${path}${name}/`),
    );
  return walk(header, '');
}

test('the build and its resources are packed; sources, tests, maps and stray files are not', () => {
  const files = filesOf(join(packed, 'resources/app.asar'));
  expect(files).toEqual(
    expect.arrayContaining(['package.json', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']),
  );
  expect(files.some((file) => file.startsWith('resources/migrations/'))).toBe(true);
  const strays = files.filter((file) => /^(src|test|scripts|runtime|dist)\/|\.env|notes|^out\/.*\.map$/.test(file));
  expect(strays).toEqual([]);
});

test('the native module lies beside the asar, where the system can load it', () => {
  const unpacked = readdirSync(join(packed, 'resources/app.asar.unpacked'), { recursive: true }).map(String);
  expect(unpacked.some((file) => file.includes('better-sqlite3') && file.endsWith('.node'))).toBe(true);
});

test('every fuse is set as an installed program needs it', async () => {
  const wire = await getCurrentFuseWire(join(packed, 'drydock'));
  const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
  expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
  expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
  expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
  expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
  expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true);
});
