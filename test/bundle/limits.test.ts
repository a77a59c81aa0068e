/** What one console writes another reads, however well it packs and however much of it there is; and what is too much is said to be that. */
import { createWriteStream, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BundleLimits, bundleLimits, toOutputName } from '../../src/core/bundle/layout.ts';
import { openArchive } from '../../src/main/bundle/archive-reader.ts';
import { ArchiveWriter } from '../../src/main/bundle/archive-writer.ts';
import { openBundle } from '../../src/main/bundle/import.ts';
import { TooLarge } from '../../src/main/bundle/too-large.ts';
import { toViewer } from '../../src/main/bundle/viewer.ts';
import { writeBundle } from '../../src/main/bundle/write.ts';
import type { StoredRow } from '../../src/main/store/stored.ts';
import { makeFolder, lines as plainLines } from '../store/workspace.ts';
import { craft } from './crafted-zip.ts';
import { fillStore, judge, madeAtMs, signerIn, sourceOf, verdictOf } from './made-bundle.ts';

const sealOfZeros = '0'.repeat(280);

/** As a host prints them that draws a bar: a thousand of these bytes are one in the file. */
function* bars(count: number): Generator<readonly StoredRow[]> {
  const bytes = Buffer.from(`${'='.repeat(62_000)}\n`);
  for (let row = 0; row < count; row += 1) {
    const place = { row, task: 'upgrade@db-1' as StoredRow['task'], attempt: 1, line: row, atMs: madeAtMs };
    yield [{ ...place, stream: 'stdout', bytes }];
  }
}

it('output that packs a thousand to one is whole, and is read to its last row', { timeout: 120_000 }, async () => {
  const folder = makeFolder();
  const count = 2_250;
  const source = sourceOf(await fillStore(folder, []));
  const file = join(folder, 'bars.drydock.zip');
  const copying = { ...source.copying, rows: () => bars(count) };
  const written = await writeBundle({ ...source, copying, toRow: count }, signerIn(folder), file);
  expect(written).toMatchObject({ ok: true, value: { rows: count } });
  expect(statSync(file).size).toBeLessThan(1_000_000);

  const verdict = await verdictOf(file);
  if (!verdict.isWhole) throw new Error(await judge(file));
  const bundle = await openBundle(file, verdict.manifest);
  expect(await bundle.events()).toHaveLength(4);
  let rows = 0;
  for await (const _row of bundle.rows()) rows += 1;
  expect(rows).toBe(count);
  await bundle.close();
});

/** As the real ones stand to each other, and a thousandth of them. */
const small: BundleLimits = {
  ...{ entries: 60, totalBytes: 64_000_000, freeBytes: 256_000, ratio: 200 },
  bytes: { manifest: 16_000, journal: 256_000, output: 66_000, viewer: 2_000_000, document: 64_000 },
};

const allFlat = Array.from({ length: 55 }, () => ({ kilobytes: 64, isFlat: true }));

it('whatever a writer takes, a reader takes, however each part packs', async () => {
  const piece = fc.record({
    kilobytes: fc.constantFrom(1, 10, 64, 64, 64),
    isFlat: fc.constantFrom(true, true, false),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 70 }), async (pieces) => {
      const file = join(makeFolder(), 'parts.zip');
      const archive = new ArchiveWriter(madeAtMs, () => sealOfZeros, small);
      const written = pipeline(archive.bytes, createWriteStream(file));
      let refusal: unknown;
      try {
        for (const [index, { kilobytes, isFlat }] of pieces.entries()) {
          await archive.add(toOutputName(index), [toText(kilobytes * 1_000, isFlat)]);
        }
        await archive.add('manifest.json', [toText(14_000, true)]);
        archive.end();
        await written;
        archive.assertReadable();
      } catch (error) {
        refusal = error;
        archive.bytes.destroy();
        await written.catch(() => undefined);
      }
      if (pieces.length >= small.entries) return expect(refusal).toBeInstanceOf(TooLarge);
      expect(refusal).toBe(undefined);
      const opened = await openArchive(file, small);
      if (!opened.ok) throw new Error(opened.failure.message);
      for (const entry of opened.value.entries) for await (const _piece of opened.value.read(entry));
      await opened.value.close();
    }),
    { numRuns: 25, examples: [[allFlat]] },
  );
});

function toText(characters: number, isFlat: boolean): string {
  if (isFlat) return '='.repeat(characters);
  let seed = characters;
  return Array.from({ length: characters }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(33 + (seed % 90));
  }).join('');
}

it('a file that is too large is said to be that, and not to have been altered', async () => {
  const file = join(makeFolder(), 'large.zip');
  const large = Buffer.alloc(bundleLimits.bytes.manifest + 1, ' ');
  writeFileSync(file, craft([{ name: 'manifest.json', content: large, says: { size: 10 } }]));
  expect(await judge(file)).toBe('manifest.json is larger than 16,777,216 bytes; not read');
  expect(await verdictOf(file)).toMatchObject({ isWhole: false, faults: [{ kind: 'too-large' }] });
});

it('what no reader would take is refused before there is a file', async () => {
  const folder = makeFolder();
  const source = sourceOf(await fillStore(folder));
  const refusalOf = async (changed: Partial<typeof source>) => {
    const written = await writeBundle({ ...source, ...changed }, signerIn(folder), join(folder, 'large.drydock.zip'));
    expect(readdirSync(folder).filter((name) => name.includes('large'))).toEqual([]);
    return written.ok ? 'written' : `${written.failure.kind}: ${written.failure.message}`;
  };
  expect(await refusalOf({ toSeq: 500_001 })).toBe(
    'too-large: This maintenance is too large for a bundle: journal.jsonl is larger than 500,000 events.',
  );
  const text = 'x'.repeat(bundleLimits.bytes.document + 1);
  expect(await refusalOf({ documents: [{ name: 'plan.md', text }] })).toBe(
    'too-large: This maintenance is too large for a bundle: plan.md is larger than 67,108,864 bytes.',
  );
});

it('a page that would be too large ends earlier, and says so', async () => {
  const source = sourceOf(await fillStore(makeFolder(), plainLines(9_000)));
  const whole = [...toViewer(source)].join('');
  const cut = [...toViewer(source, 60_000)].join('');
  const blocks = (page: string) => [...page.matchAll(/class="block" data-first="(\d+)" data-count="(\d+)"/g)];
  expect(blocks(whole)).toHaveLength(3);
  expect(whole).not.toContain('id="bundle-cut"');
  expect(blocks(cut).length).toBeLessThan(3);
  const rows = Number(blocks(cut).at(-1)?.[1] ?? 0) + Number(blocks(cut).at(-1)?.[2] ?? 0);
  expect(cut).toContain(`what comes after its first ${rows.toLocaleString('en')} rows is in the other files`);
});
