/** The hash of a file that is given as evidence. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { toFileEvidence } from '../../../src/renderer/model/file-hash.ts';

it('CHG-4: a file is kept by its name, its size and the SHA-256 of all its bytes, however many parts it comes in', async () => {
  const bytes = new Uint8Array(3_000_000).map((_, index) => index % 251);
  const evidence = await toFileEvidence(new File([bytes], 'dump.sql'));
  expect(evidence).toEqual({
    ok: true,
    value: {
      kind: 'file',
      name: 'dump.sql',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  });
});
