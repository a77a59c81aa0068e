/** What a tool's table says is applied to an environment: asked of its database over SSH, and kept with when, by whom and from where. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CatalogueSource } from '../../../core/environment/catalogue-source.ts';
import { catalogueFormSchema } from '../../../core/environment/catalogue-source.ts';
import { type Environment, toEnvironmentKey } from '../../../core/environment/environment.ts';
import { hostNameSchema } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { ToolState } from '../../../core/migration/applied.ts';
import type { Catalogue } from '../../../core/migration/catalogue.ts';
import { error, warning } from '../../../core/migration/catalogue.ts';
import { toolOf } from '../../../core/migration/forms.ts';
import { parseAnswer, parseRows } from '../../../core/migration/tools/answer.ts';
import { dialectOf, toQuestion } from '../../../core/migration/tools/client.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { DeskParts } from '../parts.ts';
import { toTarget } from './hosts.ts';

const kind = 'applied-state';
/** The same answer is kept once, whoever reads it how often. */
const evidenceKind = 'applied-evidence';
const limits = { bytes: 8_000_000, ms: 60_000 } as const;

const appliedStateSchema = z.strictObject({
  form: catalogueFormSchema,
  table: z.string(),
  host: hostNameSchema,
  readAtMs: z.int(),
  readBy: z.string(),
  isTableThere: z.boolean(),
  rows: z.int(),
  /** SHA-256 of the answer, under which it is kept. */
  evidence: z.string(),
});
export type AppliedState = z.infer<typeof appliedStateSchema>;

type Parts = Pick<DeskParts, 'store' | 'hosts' | 'clock' | 'news'>;

/** Asks the database on its host, and keeps the answer. A person waits for it; a question to them may stand in between. */
export async function readAppliedState(
  { store, hosts, clock, news }: Parts,
  { name, catalogue: source }: Environment,
  actor: Actor,
  signal: AbortSignal,
): Promise<Result<AppliedState, Failure>> {
  const tool = source === undefined ? undefined : toolOf(source.form);
  if (tool === undefined)
    return fail(
      'no-tool',
      `“${name}” has no catalogue of a migration tool: what is applied stands in Drydock’s own journals.`,
    );
  const database = source?.database;
  if (source === undefined || database === undefined)
    return fail('no-database', `Nobody has said how the database of “${name}” is reached.`, {
      advice: `Say it: drydock environment set '${name}' --database JSON`,
    });
  const target = toTarget(store, database.host);
  if (!target.ok) return target;
  const dialect = dialectOf(database.connection);
  const table = database.table ?? tool.table(dialect);
  const question = {
    script: toQuestion(database.connection, tool.query(dialect, table)),
    environment: new Map(),
    limits,
  };
  const answer = await hosts.ask(target.value, question, signal);
  if (!answer.ok) return answer;
  const read = parseAnswer(answer.value, table);
  if (!read.ok) return read;
  const { isTableThere, rows } = read.value;
  const evidence = createHash('sha256').update(answer.value.stdout).digest('hex');
  const readAtMs = clock.now();
  if (store.documents.get(evidenceKind, evidence) === undefined) {
    const kept = store.documents.put(evidenceKind, evidence, 0, { stdout: answer.value.stdout }, actor.name, readAtMs);
    if (!kept.ok) return kept;
  }
  const state: AppliedState = {
    form: source.form,
    table,
    host: database.host,
    readAtMs,
    readBy: actor.name,
    isTableThere,
    rows: rows.length,
    evidence,
  };
  const key = toEnvironmentKey(name);
  const kept = store.documents.put(
    kind,
    key,
    store.documents.get(kind, key)?.version ?? 0,
    state,
    actor.name,
    readAtMs,
  );
  if (!kept.ok) return kept;
  news.changed('environment');
  return succeed(state);
}

/** As it was read last, of the tool the catalogue is of now; another tool's table says nothing of it. */
export function findAppliedState(
  { store }: Pick<DeskParts, 'store'>,
  { name, catalogue }: Environment,
): AppliedState | undefined {
  const found = store.documents.get(kind, toEnvironmentKey(name));
  if (found === undefined || catalogue?.database === undefined) return undefined;
  const state = appliedStateSchema.parse(found.body);
  return state.form === catalogue.form && state.host === catalogue.database.host ? state : undefined;
}

export function toToolState(
  { store }: Pick<DeskParts, 'store'>,
  source: CatalogueSource,
  catalogue: Catalogue,
  { evidence, table, isTableThere, readAtMs }: AppliedState,
): ToolState | undefined {
  const tool = toolOf(source.form);
  const kept = store.documents.get(evidenceKind, evidence);
  if (tool === undefined || kept === undefined) return undefined;
  const rows = parseRows((kept.body as { readonly stdout: string }).stdout, table);
  if (!rows.ok) return { readAtMs, entries: [], problems: [error('', 1, rows.failure.message)] };
  const state = tool.toState(catalogue, rows.value.rows);
  const none = isTableThere
    ? []
    : [warning('', 1, `The database has no table ${table}: ${tool.name} has never run there.`)];
  return { readAtMs, ...state, problems: [...(state.problems ?? []), ...none] };
}
