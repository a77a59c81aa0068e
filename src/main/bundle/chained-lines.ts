/** Lines of a bundle read as what they should be: events of the journal, and rows of the output. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { checkDigits, type RowLine, rowLineSchema, toRowText, toSpelling } from '../../core/bundle/row-line.ts';
import { maintenanceIdSchema } from '../../core/ids.ts';
import { actorSchema } from '../../core/maintenance/actor.ts';
import { instantMs, sha256 } from '../../core/maintenance/events/fields.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import { toEventHash } from '../store/chain.ts';
import type { StoredEvent } from '../store/stored.ts';
import type { ChainedLine } from './chain-walk.ts';

/** An event of any Drydock, older or newer: its data is not looked into, for it was hashed as it is. */
const eventLineSchema = z.strictObject({
  maintenance: maintenanceIdSchema,
  seq: z.int().min(1),
  atMs: instantMs,
  row: z.int().min(0),
  actor: z.looseObject(actorSchema.shape),
  type: z.string().min(1).max(100),
  data: z.unknown(),
  hash: sha256,
  previousHash: sha256,
});

export interface EventLine extends ChainedLine {
  readonly event: StoredEvent;
}

export function parseEventLine(line: string): EventLine | undefined {
  const event = parse(line, eventLineSchema, toCanonicalJson) as StoredEvent | undefined;
  if (event === undefined) return undefined;
  const { hash: its, ...link } = event;
  return {
    event,
    number: event.seq,
    fitsAfter: (previous) => (event.previousHash === previous && toEventHash(link) === its ? its : undefined),
  };
}

export interface OutputLine extends ChainedLine {
  readonly row: RowLine;
}

export function parseOutputLine(line: string): OutputLine | undefined {
  const row = parse(line, rowLineSchema, toSpelling);
  if (row === undefined) return undefined;
  return {
    row,
    number: row.row,
    fitsAfter(previous) {
      const whole = hash('sha256', toRowText(previous, row), 'hex');
      return whole.slice(0, checkDigits) === row.check ? whole : undefined;
    },
  };
}

/** Only the one spelling that is written: a byte that changes nothing of the value was changed all the same. */
function parse<T>(line: string, schema: z.ZodType<T>, spell: (value: T) => string): T | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const parsed = schema.safeParse(value);
    // The value itself: what a schema fills in was never hashed.
    return parsed.success && spell(value as T) === line ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
