/** A workspace in a folder of its own, and things to put into it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AttemptKey, MaintenanceId, TaskId } from '../../src/core/ids.ts';
import type { NewEvent } from '../../src/core/maintenance/events.ts';
import type { OutputRow } from '../../src/main/engine/ports.ts';
import { openStore, type StoreOrder } from '../../src/main/store/open.ts';
import type { Store } from '../../src/main/store/store.ts';

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openIn(folder: string, as: StoreOrder['as'] = 'console'): Promise<Store> {
  const opened = await openStore({ folder, program: 'Drydock (test)', user: 'kim', as });
  if (!opened.ok) throw new Error(opened.failure.message, { cause: opened.failure });
  onTestFinished(() => opened.value.close());
  return opened.value;
}

export function openNew(): Promise<Store> {
  return openIn(makeFolder());
}

export const aMaintenance = 'm-aaaabbbbccccdddd' as MaintenanceId;
export const anotherMaintenance = 'm-eeeeffffgggghhhh' as MaintenanceId;

export function attempt(task = 'upgrade@db-1', number = 1, maintenance = aMaintenance): AttemptKey {
  return { maintenance, task: task as TaskId, attempt: number };
}

export function row(text: string, stream: OutputRow['stream'] = 'stdout', atMs = 1_000): OutputRow {
  return { stream, atMs, bytes: Buffer.from(text) };
}

export function lines(count: number, from = 0): OutputRow[] {
  return Array.from({ length: count }, (_, index) =>
    row(`line ${from + index} of the output\n`, index % 10 === 9 ? 'stderr' : 'stdout', 1_000 + index),
  );
}

export function note(text: string, task?: string): NewEvent {
  return {
    type: 'note-added',
    data: { text, ...(task === undefined ? {} : { task: task as TaskId }) },
    actor: { kind: 'person', name: 'Kim' },
  };
}
