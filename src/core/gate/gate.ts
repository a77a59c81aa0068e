/** The release gate of an environment: open, or blocked and why. Derived from people's words and the journals of its releases. */
import type { MaintenanceId } from '../ids.ts';
import type { ReleaseMark, ReleaseRecord } from './release-track.ts';
import type { Standing } from './standing.ts';
import type { CauseId, NumberedWord } from './word.ts';

interface OfRelease {
  readonly id: CauseId;
  readonly sinceMs: number;
  readonly maintenance: MaintenanceId;
  readonly title: string;
  /** Who leads it. */
  readonly leader?: string;
}

export type GateCause =
  | {
      readonly kind: 'word';
      readonly id: CauseId;
      readonly sinceMs: number;
      readonly reason: string;
      readonly by: NumberedWord['by'];
      readonly contact?: string;
    }
  /** It blocks until it is over; no word lifts it. */
  | (OfRelease & { readonly kind: 'release-at-work'; readonly what: Extract<Standing, { kind: 'at-work' }>['what'] })
  | (OfRelease & { readonly kind: 'release-failed' } & Pick<
        Extract<Standing, { kind: 'failed' }>,
        'how' | 'migrations'
      >);

/**
 * Everything that blocks now, oldest first (`REL-7`). None: the gate is open. A failed release blocks until it is carried
 * on to a clean end, until a later release has cleanly carried out what failed in it, or until a person lifts it. Rolled
 * back it still blocks: the environment is as it was, and the migration that failed is still to be made.
 */
export function toCauses(words: readonly NumberedWord[], releases: readonly ReleaseRecord[]): readonly GateCause[] {
  const lifted = new Map<CauseId, number>();
  for (const word of words) if (word.word === 'unblock') for (const id of word.lifts) lifted.set(id, word.number);
  const said = words.flatMap((word): readonly GateCause[] => {
    if (word.word !== 'block') return [];
    const { number, atMs, reason, by, contact } = word;
    const id: CauseId = `word-${number}`;
    // What is said later is not lifted by what was said before it, whatever that names.
    if ((lifted.get(id) ?? 0) > number) return [];
    return [{ kind: 'word', id, sinceMs: atMs, reason, by, ...(contact === undefined ? {} : { contact }) }];
  });
  const done = releases.flatMap((release) => {
    const cause = toReleaseCause(release, releases);
    return cause === undefined || (cause.kind === 'release-failed' && lifted.has(cause.id)) ? [] : [cause];
  });
  return [...said, ...done].toSorted((one, other) => one.sinceMs - other.sinceMs);
}

function toReleaseCause(release: ReleaseRecord, all: readonly ReleaseRecord[]): GateCause | undefined {
  const mark = release.marks.at(-1);
  if (mark === undefined) return undefined;
  const { maintenance, title, leader } = release;
  const id: CauseId = `${maintenance}@${mark.seq}`;
  const cause = { id, sinceMs: mark.atMs, maintenance, title, ...(leader === undefined ? {} : { leader }) };
  const { standing } = mark;
  switch (standing.kind) {
    case 'idle':
    case 'clean':
      return undefined;
    case 'at-work':
      return { kind: 'release-at-work', ...cause, what: standing.what };
    case 'failed': {
      const { how, migrations } = standing;
      const isResolved = all.some((other) => other !== release && isResolvedBy(mark, migrations, other));
      return isResolved ? undefined : { kind: 'release-failed', ...cause, how, migrations };
    }
  }
}

/** Whether another release, begun after the failure, has cleanly carried out whatever failed. One that did nothing proves nothing. */
function isResolvedBy(failure: ReleaseMark, failed: readonly string[], { marks }: ReleaseRecord): boolean {
  const [begun] = marks;
  const last = marks.at(-1)?.standing;
  if (begun === undefined || last?.kind !== 'clean' || begun.atMs <= failure.atMs) return false;
  return last.migrations.length > 0 && failed.every((migration) => last.migrations.includes(migration));
}

/** Whether a person's word can lift it. */
export function isLiftable({ kind }: Pick<GateCause, 'kind'>): boolean {
  return kind !== 'release-at-work';
}

/** What the environment runs, and what waits to be done to it. Pending migrations never block (`REL-8`). */
export interface GateVersions {
  readonly current?: string;
  /** What regular releases go on with meanwhile. */
  readonly stable?: string;
  /** Migrations that wait; `undefined` where that is not known. */
  readonly pending?: number;
}

export interface Gate {
  readonly environment: string;
  readonly state: 'open' | 'blocked';
  /** Since when it has been so without a break; absent for one that was never blocked. */
  readonly sinceMs?: number;
  readonly causes: readonly GateCause[];
  /** Whom to contact about what blocks it. */
  readonly contact?: string;
  readonly versions: GateVersions;
  readonly isOutdated: boolean;
}
