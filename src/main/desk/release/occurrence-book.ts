/** What became of each occurrence of a recurring window: one document each, so that none is decided twice, whatever becomes of the console. */
import { z } from 'zod';
import { toEnvironmentKey } from '../../../core/environment/environment.ts';
import { maintenanceIdSchema } from '../../../core/ids.ts';
import { windowSchema } from '../../../core/schedule/window.ts';
import type { Store } from '../../store/store.ts';

const kind = 'window-occurrence';
const itself = 'Drydock';
/** The newest of an environment that are shown. */
const shownLimit = 20;

export const occurrenceSchema = z.strictObject({
  window: windowSchema,
  /** `starting`: the intent, on disk before the start is tried; the others are the last word. */
  outcome: z.enum(['starting', 'started', 'not-started', 'nothing-due']),
  maintenance: maintenanceIdSchema.optional(),
  /** Why it did not start. */
  why: z.array(z.string()).max(100),
  atMs: z.int(),
});
export type OccurrenceRecord = z.infer<typeof occurrenceSchema>;

type Documents = Pick<Store, 'documents'>;

export function findOccurrence(
  { documents }: Documents,
  environment: string,
  startMs: number,
): OccurrenceRecord | undefined {
  const found = documents.get(kind, nameOf(environment, startMs));
  return found === undefined ? undefined : occurrenceSchema.parse(found.body);
}

/** Throws where the store cannot: what is not on disk must not be acted on. */
export function recordOccurrence({ documents }: Documents, environment: string, record: OccurrenceRecord): void {
  const name = nameOf(environment, record.window.startMs);
  const known = documents.get(kind, name);
  const kept = documents.put(kind, name, known?.version ?? 0, record, itself, record.atMs);
  if (!kept.ok) throw new Error(kept.failure.message, { cause: kept.failure });
}

/** Newest first. */
export function listOccurrences({ documents }: Documents, environment: string): readonly OccurrenceRecord[] {
  const prefix = `${toEnvironmentKey(environment)} `;
  return documents
    .list(kind)
    .filter(({ name }) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map(({ body }) => occurrenceSchema.parse(body))
    .sort((a, b) => b.window.startMs - a.window.startMs)
    .slice(0, shownLimit);
}

function nameOf(environment: string, startMs: number): string {
  return `${toEnvironmentKey(environment)} ${startMs}`;
}
