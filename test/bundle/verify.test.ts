/** A bundle shows what was done to it: any byte, any event, any line. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journalName, toOutputName } from '../../src/core/bundle/layout.ts';
import { sealLength } from '../../src/core/bundle/seal.ts';
import { writeBundle } from '../../src/main/bundle/write.ts';
import { makeFolder, lines as plainLines } from '../store/workspace.ts';
import { fillStore, judge, makeBundle, putTogether, signerIn, sourceOf, takeApart, verdictOf } from './made-bundle.ts';

const output = toOutputName(0);
const isSoak = process.env['DRYDOCK_SOAK_ROUNDS'] !== undefined;

describe('a bundle nobody touched', () => {
  it('is whole, and says of which maintenance it is and by whom it is signed', async () => {
    const { file, signer } = await makeBundle();
    expect(await verdictOf(file)).toMatchObject({
      isWhole: true,
      signer: { fingerprint: signer.fingerprint },
      manifest: {
        maintenance: { title: 'Move the shop' },
        isFinished: false,
        journal: { events: 4 },
        output: { rows: 7 },
      },
    });
  });

  it('has each row byte for byte, whatever it is made of', async () => {
    const { file } = await makeBundle();
    const rows = (await takeApart(file)).get(output)?.split('\n').slice(0, -1) ?? [];
    const bytes = rows.map((line) => JSON.parse(line) as { text?: string; base64?: string });
    expect(bytes.map(({ text, base64 }) => text ?? Buffer.from(base64 ?? '', 'base64').toString('hex'))).toEqual([
      'starting\n',
      '\u001b[31mred\u001b[0m and </script><script>alert(1)</script>\r\n',
      'half a li',
      'ne\n',
      'fffe000a',
      '\n',
      'done \u2028 \u{1f600}\n',
    ]);
  });

  it('is not written over a file that is there', async () => {
    const { folder, file } = await makeBundle();
    const before = readFileSync(file);
    const store = await fillStore(makeFolder());
    const written = await writeBundle(sourceOf(store), signerIn(folder), file);
    expect(written.ok ? 'written' : written.failure.kind).toBe('file-exists');
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a byte of a bundle', () => {
  it(
    'that is another is found, wherever it stands',
    async () => {
      const { file } = await makeBundle();
      const bytes = readFileSync(file);
      const altered = `${file}.altered`;
      const unseen: number[] = [];
      // The viewer is long and its bytes are all of a kind: of those, fewer. In full it is a matter of minutes: `npm run soak`.
      const [inside, outside] = isSoak ? [17, 1] : [211, 5];
      const [from, to] = [200, bytes.indexOf('plan.md') - 200];
      for (let at = 0; at < bytes.length; at += at > from && at < to ? inside : outside) {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] as number) ^ (1 << (at % 8));
        writeFileSync(altered, copy);
        if ((await judge(altered)) === 'whole') unseen.push(at);
      }
      expect(unseen).toEqual([]);
    },
    isSoak ? 1_800_000 : 120_000,
  );

  it('that is another is found in a long one, too', async () => {
    const { file } = await makeBundle(plainLines(4_000));
    const bytes = readFileSync(file);
    const altered = `${file}.altered`;
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] as number) ^ mask;
        writeFileSync(altered, copy);
        expect(await judge(altered)).not.toBe('whole');
      }),
      { numRuns: 40 },
    );
  });

  it('that is missing or added is found, at the end and within', async () => {
    const { file } = await makeBundle();
    const bytes = readFileSync(file);
    const altered = `${file}.altered`;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length),
        fc.uint8Array({ maxLength: 20 }),
        fc.nat(20),
        async (at, added, removed) => {
          const copy = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
          fc.pre(!copy.equals(bytes));
          writeFileSync(altered, copy);
          expect(await judge(altered)).not.toBe('whole');
        },
      ),
      { numRuns: 300 },
    );
    writeFileSync(altered, Buffer.concat([bytes, Buffer.from('x')]));
    expect(await judge(altered)).toBe('1 byte was added after the end of the bundle');
    writeFileSync(altered, bytes.subarray(0, -1));
    expect(await judge(altered)).toContain('its end is missing');
    writeFileSync(altered, '');
    expect(await judge(altered)).toContain('no bundle');
  });
});

describe('a line of a bundle', () => {
  const count = 60;

  /** Put together anew with the same seal, as somebody without the key can. */
  async function prepare() {
    const bundle = await makeBundle(plainLines(count));
    const texts = await takeApart(bundle.file);
    const seal = readFileSync(bundle.file).subarray(-sealLength).toString('latin1');
    return async (name: string, change: (lines: string[]) => readonly string[]): Promise<string> => {
      const changed = new Map(texts);
      changed.set(name, change((texts.get(name) ?? '').split('\n')).join('\n'));
      const file = join(bundle.folder, 'changed.zip');
      await putTogether(changed, file, () => seal);
      return judge(file);
    };
  }

  it('of the output that was altered is named', async () => {
    const judgeWith = await prepare();
    for (const index of [0, 29, count - 1]) {
      const said = await judgeWith(output, (lines) =>
        lines.map((line, at) => (at === index ? line.replace('of the output', 'of no output') : line)),
      );
      expect(said).toBe(`line ${index + 1} of the output was altered`);
    }
  });

  it('of the output that is missing is named', async () => {
    const judgeWith = await prepare();
    expect(await judgeWith(output, (lines) => lines.toSpliced(29, 1))).toBe('line 30 of the output is missing');
    expect(await judgeWith(output, (lines) => lines.toSpliced(29, 3))).toBe('lines 30 to 32 of the output are missing');
    expect(await judgeWith(output, (lines) => lines.toSpliced(0, 1))).toBe('line 1 of the output is missing');
    expect(await judgeWith(output, (lines) => lines.toSpliced(count - 2, 2))).toBe(
      `lines ${count - 1} to ${count} of the output are missing`,
    );
  });

  it('of the output that was put in is named', async () => {
    const judgeWith = await prepare();
    const said = await judgeWith(output, (lines) => lines.toSpliced(29, 0, lines[29]?.replace('line', 'lie') ?? ''));
    expect(said).toBe('line 30 of the output was put in afterwards');
    expect(await judgeWith(output, (lines) => lines.toSpliced(29, 0, 'rubbish'))).toBe(
      'line 30 of the output was put in afterwards',
    );
    expect(await judgeWith(output, (lines) => lines.toSpliced(29, 0, lines[10] ?? ''))).toBe(
      'line 30 of the output was put in afterwards',
    );
  });

  it('of the journal that was altered, is missing or was put in is named', async () => {
    const judgeWith = await prepare();
    const alter = (lines: string[]) => lines.map((line) => line.replace('about to begin', 'about to end'));
    expect(await judgeWith(journalName, alter)).toBe('event 2 of the journal was altered');
    expect(await judgeWith(journalName, (lines) => lines.toSpliced(1, 1))).toBe('event 2 of the journal is missing');
    expect(await judgeWith(journalName, (lines) => lines.toSpliced(3, 1))).toBe('event 4 of the journal is missing');
    expect(await judgeWith(journalName, (lines) => lines.toSpliced(2, 0, lines[1] ?? ''))).toBe(
      'event 3 of the journal was put in afterwards',
    );
  });

  it('that is spelled otherwise and means the same was altered, too', async () => {
    const judgeWith = await prepare();
    const said = await judgeWith(output, (lines) =>
      lines.map((line, at) => (at === 4 ? line.replace(':', ': ') : line)),
    );
    expect(said).toBe('line 5 of the output was altered');
  });

  it('is named where a byte of the packed file was altered', async () => {
    const bundle = await makeBundle(plainLines(count));
    const bytes = readFileSync(bundle.file);
    const at = bytes.indexOf(output) + output.length + 400;
    bytes[at] = (bytes[at] as number) ^ 0x10;
    const file = join(bundle.folder, 'flipped.zip');
    writeFileSync(file, bytes);
    expect(await judge(file)).toMatch(/^line \d+ of the output /);
  });
});

describe('what else is in a bundle', () => {
  it('is named where it was altered, is missing or was put in', async () => {
    const bundle = await makeBundle();
    const texts = await takeApart(bundle.file);
    const seal = readFileSync(bundle.file).subarray(-sealLength).toString('latin1');
    const file = join(bundle.folder, 'changed.zip');
    const judgeAs = async (change: (texts: Map<string, string>) => void) => {
      const changed = new Map(texts);
      change(changed);
      await putTogether(changed, file, () => seal);
      return judge(file);
    };
    expect(await judgeAs((all) => all.set('plan.md', '# Move the shop away\n'))).toBe('plan.md was altered');
    expect(await judgeAs((all) => all.delete('plan.md'))).toBe('plan.md is missing');
    expect(await judgeAs((all) => all.set('more.md', 'more'))).toBe('more.md was put in afterwards');
    expect(
      await judgeAs((all) => all.set('manifest.json', all.get('manifest.json')?.replace('Ada', 'Eve') ?? '')),
    ).toBe('manifest.json was altered');
    expect(await judgeAs((all) => all.delete('journal.jsonl'))).toBe('journal.jsonl is missing');
    // Nothing of it says when the archive was made; a byte of that is a byte of the file all the same.
    const bytes = readFileSync(bundle.file);
    bytes[10] = (bytes[10] as number) ^ 1;
    writeFileSync(file, bytes);
    expect(await judge(file)).toContain('the archive around it is not');
  });

  it('is not believed where it was signed anew by another key: the signer is another', async () => {
    const one = await makeBundle();
    const other = await makeBundle();
    const [first, second] = [await verdictOf(one.file), await verdictOf(other.file)];
    if (!first.isWhole || !second.isWhole) throw new Error('both are whole');
    expect(first.signer.fingerprint).not.toBe(second.signer.fingerprint);
  });
});
