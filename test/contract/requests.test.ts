/** The table of requests is put together from its areas without losing one. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requests } from '../../src/contract/requests.ts';

const folder = new URL('../../src/contract/requests/', import.meta.url);

test('every request of every area stands in the table, and in one area only', async () => {
  const areas = await Promise.all(
    readdirSync(folder).map(async (file): Promise<Record<string, unknown>> => import(new URL(file, folder).href)),
  );
  const named = areas.flatMap((area) => Object.values(area)).flatMap((area) => Object.keys(area as object));
  expect(named.toSorted()).toEqual(Object.keys(requests).toSorted());
});
