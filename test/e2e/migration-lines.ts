/** The practice migration prints a line for each order and each batch: what is expected of its log, however rough the way. */
import { expect } from '@playwright/test';
import type { Leader } from './leader.ts';
import type { PracticeGate } from './practice-gate.ts';

export const migration = 'Migrate the amounts to cents';

/** Every order once and in order, every batch once and in order, and the migration itself begun once. */
export async function expectWholeMigration(leader: Leader, gate: PracticeGate): Promise<void> {
  const lines = await leader.copyLines(migration, 'order 1000 ', 'orders migrated');
  const orders = lines.flatMap((line) => /^order (\d+) /.exec(line)?.[1] ?? []);
  expect(orders).toEqual(gate.orders());
  const batches = lines.flatMap((line) => /^batch +(\d+) /.exec(line)?.[1] ?? []).map(Number);
  expect(batches).toEqual(Array.from({ length: Math.ceil(orders.length / 60) }, (_, index) => index + 1));
  expect(gate.rests, 'it was begun once').toBe(batches.length);
}
