/** Fetching the bundle of a lead, from a console that says what it likes and onto a disk that may refuse it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleLimits } from '../../src/core/bundle/layout.ts';
import { fail, succeed } from '../../src/core/result.ts';
import { fetchBundle } from '../../src/main/lead/fetch.ts';
import type { Remote } from '../../src/main/lead/remote.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-fetch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Said = { readonly sizeBytes: number; readonly text: string } | 'link-lost';

/** Answers so, one after the other; more than that nobody may ask. */
function remoteThat(...answers: readonly Said[]) {
  const offsets: number[] = [];
  const left = [...answers];
  const remote: Remote = {
    async ask(_request, input) {
      offsets.push((input as { readonly offset: number }).offset);
      const said = left.shift();
      if (said === undefined) throw new Error('asked for more');
      if (said === 'link-lost') return fail('link-lost', 'gone');
      return succeed({ sizeBytes: said.sizeBytes, content: Buffer.from(said.text).toString('base64') }) as never;
    },
    untilBack: async () => undefined,
    isEnded: () => false,
  };
  return { remote, offsets };
}

const at = { maintenance: 'm-aaaabbbbccccdddd' as never, relay: 'r-1' as never };

async function fetchFrom(remote: Remote, folder: string): Promise<string> {
  const fetched = await fetchBundle(remote, at, join(folder, 'in', 'lead.zip'), () => undefined);
  return fetched.ok ? readFileSync(join(folder, 'in', 'lead.zip'), 'utf8') : fetched.failure.kind;
}

describe('a bundle that is fetched', () => {
  it('is there piece by piece, and from its first byte again where the way was lost', async () => {
    const folder = makeFolder();
    const first = { sizeBytes: 6, text: 'abc' };
    const other = { sizeBytes: 4, text: 'wx' };
    const { remote, offsets } = remoteThat(first, 'link-lost', other, { sizeBytes: 4, text: 'yz' });
    expect(await fetchFrom(remote, folder)).toBe('wxyz');
    expect(offsets).toEqual([0, 3, 0, 2]);
    expect(readdirSync(join(folder, 'in'))).toEqual(['lead.zip']);
  });

  it.each<[string, readonly Said[]]>([
    [
      'grows while it is fetched',
      [
        { sizeBytes: 3, text: 'ab' },
        { sizeBytes: 9, text: 'cd' },
      ],
    ],
    ['has more than it said', [{ sizeBytes: 3, text: 'abcd' }]],
    [
      'ends before it said',
      [
        { sizeBytes: 3, text: 'ab' },
        { sizeBytes: 3, text: '' },
      ],
    ],
    ['is larger than any bundle', [{ sizeBytes: bundleLimits.totalBytes + 1, text: 'ab' }]],
  ])('is refused where it %s, and nothing of it stays', async (_what, answers) => {
    const folder = makeFolder();
    expect(await fetchFrom(remoteThat(...answers).remote, folder)).toBe('not-as-said');
    expect(readdirSync(join(folder, 'in'))).toEqual([]);
  });

  it('is refused in words where this disk does not take it', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'in'), 'in the way');
    const { remote, offsets } = remoteThat({ sizeBytes: 1, text: 'a' });
    expect(await fetchFrom(remote, folder)).toBe('not-written');
    expect(offsets).toEqual([]);
    rmSync(join(folder, 'in'));
    expect(await fetchFrom(remote, folder)).toBe('a');
  });
});
