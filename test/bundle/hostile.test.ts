/** Archives that mean harm: each is refused in a sentence, nothing is written anywhere, and none costs more than a little. */
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleLimits } from '../../src/core/bundle/layout.ts';
import { openArchive } from '../../src/main/bundle/archive-reader.ts';
import { readLines } from '../../src/main/bundle/line-reader.ts';
import { TooLarge } from '../../src/main/bundle/too-large.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { makeFolder } from '../store/workspace.ts';
import { type Crafted, type CraftedEnd, craft, u64 } from './crafted-zip.ts';
import { judge, makeBundle } from './made-bundle.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;

beforeAll(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
});
afterAll(async () => {
  await console.close();
  await workspace.remove();
});

const plan: Crafted = { name: 'plan.md', content: '# Move the shop\n' };

/** Why it is refused; nothing beside the file itself lies in its folder afterwards. */
async function refusalOf(entries: readonly Crafted[], end?: CraftedEnd): Promise<string> {
  const folder = makeFolder();
  const file = join(folder, 'hostile.zip');
  writeFileSync(file, craft(entries, end));
  const opened = await openArchive(file);
  if (opened.ok) await opened.value.close();
  expect(readdirSync(folder)).toEqual(['hostile.zip']);
  expect(await judge(file)).not.toBe('whole');
  const read = await console.answer('bundle.open', { file, isShown: false });
  expect(read.ok ? 'read' : read.failure.kind).toBe('not-whole');
  expect(existsSync(join(workspace.folder, 'reading'))).toBe(false);
  return opened.ok ? 'opened' : opened.failure.message;
}

describe('an archive whose names lead somewhere', () => {
  const names = [
    '../plan.md',
    'output/../../plan.md',
    '/etc/passwd',
    'C:\\plan.md',
    '..\\plan.md',
    'output/000001.jsonl/../x',
    'plan.md\0.exe',
    '\0',
    '',
    'output/',
    './plan.md',
    'PLAN.MD',
    'plan.md ',
    'plan\u202Emd.md',
    'con.md\n',
    'inner.zip',
    'bundle.drydock.zip',
    `${'a'.repeat(60_000)}.md`,
    '__proto__.json',
    'output/1.jsonl',
  ];
  it.for(names)('%j is refused', async (name) => {
    expect(await refusalOf([{ ...plan, name }])).toContain('is no part of a bundle');
  });

  it('has a second name in a field of its own: that one is not looked at', async () => {
    // Info-ZIP's “Unicode path” says `../evil.md` for what the directory calls plan.md.
    const path = Buffer.from('../evil.md');
    const extra = Buffer.concat([Buffer.from([0x75, 0x70, 5 + path.length, 0, 1, 0, 0, 0, 0]), path]);
    const folder = makeFolder();
    const file = join(folder, 'hostile.zip');
    writeFileSync(file, craft([{ ...plan, says: { extra } }]));
    const opened = await openArchive(file);
    if (!opened.ok) throw new Error(opened.failure.message);
    expect(opened.value.entries.map(({ name }) => name)).toEqual(['plan.md']);
    await opened.value.close();
  });
});

describe('an archive that is not what it says', () => {
  it.for([
    ['a link', { ...plan, says: { mode: 0o120777 } }, 'is no file'],
    ['a folder', { ...plan, says: { mode: 0o040755 } }, 'is no file'],
    ['a device', { ...plan, says: { mode: 0o020666 } }, 'is no file'],
    ['encryption', { ...plan, says: { flags: 1 } }, 'encrypted'],
    ['strong encryption', { ...plan, says: { flags: 0x40 } }, 'encryption'],
    ['an unknown packing', { ...plan, says: { method: 99 } }, 'unknown way'],
    ['another name in the directory', { ...plan, says: { name: 'plan.json' } }, 'another file at its place'],
    ['a huge size', { ...plan, says: { size: 0xfffffffe } }, 'plan.md is larger than 67,108,864 bytes'],
    ['a packed size beyond the file', { ...plan, says: { packedSize: 0x7fffffff } }, 'overflows'],
    ['a place elsewhere', { ...plan, says: { offset: 7 } }, 'no bundle'],
    ['a comment', { ...plan, says: { comment: 'hello' } }, 'has a comment'],
    ['zip64 sizes that are not there', { ...plan, says: { size: 0xffffffff } }, 'plan.md is larger than'],
    [
      'zip64 sizes beyond all',
      { ...plan, says: { size: 0xffffffff, extra: Buffer.concat([Buffer.from([1, 0, 8, 0]), u64(1n << 60n)]) } },
      'plan.md is larger than',
    ],
    [
      'a zip64 field that is cut',
      { ...plan, says: { size: 0xffffffff, extra: Buffer.from([1, 0, 2, 0, 1, 1]) } },
      'zip64',
    ],
  ] as const)('with %s is refused', async ([, entry, why]) => {
    expect(await refusalOf([entry])).toContain(why);
  });

  it('with the same entry twice is refused', async () => {
    expect(await refusalOf([plan, { ...plan, content: 'another\n' }])).toContain('stands in it twice');
  });

  it('with two entries over the same bytes is refused', async () => {
    const other: Crafted = { name: 'plan.json', content: plan.content, says: { offset: 0 } };
    expect(await refusalOf([plan, other])).toMatch(/another file at its place|does not lie where/);
  });

  it('with something before its first entry or between two is refused', async () => {
    expect(await refusalOf([plan], { before: Buffer.from('#!/bin/sh\n') })).toContain('does not lie where');
  });

  it('with more entries than it has, or more than there may be, is refused', async () => {
    expect(await refusalOf([plan], { count: 3 })).toContain('no bundle');
    expect(await refusalOf([plan], { count: 0xfff0 })).toContain('the list of its files is larger than 10,000 files');
    expect(await refusalOf([plan], { zip64: { count: 1n << 40n, offset: 0n } })).toContain('larger than 10,000 files');
    expect(await refusalOf([plan], { zip64: { count: 1n, offset: 1n << 50n } })).toContain('no bundle');
    expect(await refusalOf([plan], { offset: 0xfffffff0 })).toContain('no bundle');
  });
});

describe('a bomb', () => {
  async function read(entries: readonly Crafted[]): Promise<{ readonly bytes: number; readonly problem: string }> {
    const file = join(makeFolder(), 'bomb.zip');
    writeFileSync(file, craft(entries));
    const opened = await openArchive(file);
    if (!opened.ok) throw new Error(opened.failure.message);
    let bytes = 0;
    try {
      for (const entry of opened.value.entries) {
        for await (const piece of opened.value.read(entry)) bytes += piece.length;
      }
      return { bytes, problem: '' };
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return { bytes, problem: error.message };
    } finally {
      await opened.value.close();
    }
  }
  const zeros = Buffer.alloc(bundleLimits.bytes.document + 100_000);

  it('of one entry ends at the limit of the entry, whatever the directory says of it', async () => {
    const { bytes, problem } = await read([{ name: 'plan.md', content: zeros, says: { size: 10 } }]);
    expect(problem).toContain('plan.md is larger than');
    expect(bytes).toBeLessThanOrEqual(bundleLimits.bytes.document);
  });

  it('of many small entries ends at what a file of its size may unpack to', async () => {
    const content = zeros.subarray(0, bundleLimits.bytes.document - 1);
    const { bytes, problem } = await read(
      ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name: `${name}.md`, content, says: { size: 10 } })),
    );
    expect(problem).toContain('what it unpacks to is larger than');
    expect(bytes).toBeLessThanOrEqual(bundleLimits.freeBytes);
  });

  it('of one endless line is not gathered in memory', async () => {
    const pieces = async function* () {
      for (let index = 0; index < 1_000; index += 1) yield Buffer.alloc(65_536, 'a');
    };
    let seen = 0;
    const watched = async function* () {
      for await (const piece of pieces()) {
        seen += piece.length;
        yield piece;
      }
    };
    const lines = readLines(watched(), bundleLimits.outputLineBytes);
    await expect(lines.next()).rejects.toThrow('longer than');
    expect(seen).toBeLessThan(2 * bundleLimits.outputLineBytes);
  });
});

describe('what is no archive', () => {
  it('is refused in a sentence', async () => {
    const folder = makeFolder();
    for (const [name, content] of [
      ['empty', ''],
      ['text', 'hello'],
      ['zeros', Buffer.alloc(100_000)],
      ['signatures', Buffer.alloc(100_000, 'PK\u0005\u0006')],
    ] as const) {
      writeFileSync(join(folder, name), content);
      expect(await judge(join(folder, name))).toMatch(/no bundle/);
    }
  });

  it('is read where a link leads to it: whoever names the link means it', async () => {
    const { folder, file } = await makeBundle();
    symlinkSync(file, join(folder, 'link.zip'));
    expect(await judge(join(folder, 'link.zip'))).toBe('whole');
  });
});
