/** The seal is read where it stands; what only looks like one is tried a few times, however often it is there. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseSeal } from '../../src/core/bundle/seal.ts';
import { findSeal } from '../../src/main/bundle/seal-reader.ts';
import { makeBundle } from './made-bundle.ts';

async function find(bytes: Buffer, file: string) {
  writeFileSync(file, bytes);
  let tries = 0;
  const found = await findSeal(file, (text) => {
    tries += 1;
    return parseSeal(text);
  });
  return { found, tries };
}

it('the seal of a bundle is read at once, and found where little was added', async () => {
  const { file } = await makeBundle();
  const bytes = readFileSync(file);
  expect(await find(bytes, file)).toMatchObject({ found: { kind: 'sealed' }, tries: 1 });
  const added = Buffer.concat([bytes, Buffer.from(' drydock-bundle/1 more')]);
  expect(await find(added, file)).toMatchObject({ found: { kind: 'appended', bytes: 22 } });
  expect(await find(bytes.subarray(-1), file)).toMatchObject({ found: { kind: 'none' } });
});

it('a file of beginnings of seals costs a few tries', async () => {
  const { file } = await makeBundle();
  const { found, tries } = await find(Buffer.alloc(4 * 1024 * 1024, 'drydock-bundle/1 '), file);
  expect(found).toEqual({ kind: 'none' });
  expect(tries).toBeLessThanOrEqual(33);
});
