/** Makes the work plan of a maintenance release: the pending migrations in their order, each a durable step of its own (`REL-1`, `REL-4`). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { HostName, StepId } from '../ids.ts';
import { limits, type Plan, planSchema, type Step } from '../plan/plan.ts';
import { toStepId } from '../plan/step-id.ts';
import { toCanonicalJson } from '../text/canonical-json.ts';
import type { Downtime, Migration } from './catalogue.ts';
import { toTotalDowntime } from './pending.ts';
import type { Release } from './release.ts';

interface Hashed {
  readonly id: string;
  readonly sha256: string;
  readonly undoSha256?: string | undefined;
}

/**
 * What a release and its rehearsal have in common: each migration in its order, by what its author wrote to apply it and to undo it.
 * Hosts, variables and how a database is reached are no part of it: they differ between an environment and its twin (`REL-10`).
 * @returns SHA-256, 64 hex digits
 */
export function toReleaseHash(migrations: readonly Hashed[]): string {
  const parts = migrations.map(({ id, sha256: script, undoSha256: undo }) => ({ id, script, undo }));
  return bytesToHex(sha256(utf8ToBytes(toCanonicalJson(parts))));
}

export interface ReleaseOrder {
  readonly title: string;
  readonly environment: string;
  readonly fromVersion?: string;
  readonly toVersion: string;
  /** In the order they are to be run; each has a script. */
  readonly migrations: readonly Migration[];
  readonly hosts: readonly HostName[];
  /** What a rehearsal measured, by the migration's id; milliseconds. */
  readonly measuredMs: ReadonlyMap<string, number>;
  readonly isRehearsalOf?: string;
  readonly contact?: string;
  readonly isMadeByItself?: boolean;
}

/** One step a migration, in phase *Carry out*; a failure stops the run, so that what follows is not tried. */
export function toReleasePlan(order: ReleaseOrder): { readonly plan: Plan; readonly release: Release } {
  const { title, environment, fromVersion, toVersion, migrations, isRehearsalOf } = order;
  const taken = new Set<string>();
  const steps = migrations.map((migration): Step => {
    const id = toStepId(migration.id, taken);
    taken.add(id);
    return toStep(migration, id, order);
  });
  const plan = planSchema.parse({ title, about: toAbout(order), steps });
  return {
    plan,
    release: {
      environment,
      ...(fromVersion === undefined ? {} : { fromVersion }),
      toVersion,
      migrations: migrations.map(({ id, sequence, sha256: content, undoSha256 }, index) => ({
        id,
        sequence,
        sha256: content,
        ...(undoSha256 === undefined ? {} : { undoSha256 }),
        step: steps[index]?.id as StepId,
      })),
      downtime: toTotalDowntime(migrations),
      ...(order.contact === undefined ? {} : { contact: order.contact }),
      ...(order.isMadeByItself === true ? { isMadeByItself: true } : {}),
      ...(isRehearsalOf === undefined ? {} : { isRehearsalOf }),
    },
  };
}

function toStep(migration: Migration, id: StepId, { hosts, measuredMs }: ReleaseOrder): Step {
  const { script, downtime, clouds, file, rollback, timeoutMs, sha256: content } = migration;
  if (script === undefined) throw new Error(`the migration ${migration.id} has no script`);
  const estimateMs = measuredMs.get(migration.id) ?? ('minutes' in downtime ? downtime.minutes * 60_000 : undefined);
  const facts = [
    `Downtime: ${toDowntimeText(downtime)}`,
    `Clouds: ${clouds.length === 0 ? 'every one' : clouds.join(', ')}`,
    `File: ${file}`,
    `SHA-256: ${content}`,
  ];
  return {
    kind: 'command',
    id,
    phase: 'carry-out',
    title: `${migration.id}: ${migration.description}`.slice(0, limits.titleLength),
    what: facts.join('\n\n'),
    hosts: [...hosts],
    script,
    ...(rollback === undefined ? {} : { rollback }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(estimateMs === undefined ? {} : { estimateMs: Math.max(1, estimateMs) }),
    retries: 0,
    onFailure: 'stop',
    confirmBefore: false,
    safeToRepeat: false,
    mode: 'durable',
  };
}

function toAbout({ environment, fromVersion, toVersion, migrations, isRehearsalOf }: ReleaseOrder): string {
  const count = migrations.length === 1 ? '1 migration' : `${migrations.length} migrations`;
  const from = fromVersion === undefined ? '' : ` from ${fromVersion}`;
  const why = isRehearsalOf === undefined ? '' : ` It is a rehearsal for ${isRehearsalOf}.`;
  return `Maintenance release of ${environment}: ${count}${from} to ${toVersion}.${why}`;
}

/** `partial, 10 minutes`. */
export function toDowntimeText(downtime: Downtime): string {
  if (!('minutes' in downtime)) return downtime.kind === 'none' ? 'none' : 'not said';
  return `${downtime.kind}, ${downtime.minutes === 1 ? '1 minute' : `${downtime.minutes} minutes`}`;
}
