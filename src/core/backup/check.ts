/** One check as the journal keeps it: what was found, on which host, and where the tool's own words are kept. */
import { z } from 'zod';
import { hostNameSchema } from '../ids.ts';
import { partIdSchema } from '../roster/names.ts';
import { readingSchema } from './reading.ts';
import { toolNameSchema } from './subject.ts';
import { actionSchema } from './tools/tool.ts';

export const checkDataSchema = z.strictObject({
  backup: partIdSchema,
  /** Of which external copy; absent: of the backup itself. */
  copy: partIdSchema.optional(),
  action: actionSchema,
  tool: toolNameSchema,
  on: hostNameSchema,
  /** What ran the scripts: the evidence, with their output word for word. */
  errand: z.string().min(1).max(200).optional(),
  reading: readingSchema,
});
export type CheckData = z.infer<typeof checkDataSchema>;

export type Check = Omit<CheckData, 'backup'> & {
  /** When it was known, UTC milliseconds. */
  readonly atMs: number;
};

/** So many are kept of each backup: looks are many while one is made, and say little each. */
const keptLooks = 60;
const keptOthers = 100;

/** The checks with one more; what is beyond the limits goes, oldest first. All of them stay in the journal. */
export function withCheck(checks: readonly Check[], check: Check): readonly Check[] {
  const all = [...checks, check];
  const drop = new Set<Check>();
  for (const [kind, kept] of [
    [(one: Check) => one.action === 'look', keptLooks],
    [(one: Check) => one.action !== 'look', keptOthers],
  ] as const) {
    const ofKind = all.filter(kind);
    for (const one of ofKind.slice(0, Math.max(0, ofKind.length - kept))) drop.add(one);
  }
  return drop.size === 0 ? all : all.filter((one) => !drop.has(one));
}
