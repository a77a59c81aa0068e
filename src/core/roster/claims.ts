/** Who works on what: claims that collide, and those whose allotted time has run out. */
import type { PersonId } from './names.ts';
import type { Claim, Roster } from './roster.ts';

export interface Collision {
  readonly on: 'step' | 'host';
  readonly name: string;
  /** Two or more, the earliest first: each of their people is warned (`POL-5`). */
  readonly claims: readonly Claim[];
}

/** Open claims of several people on the same step, or on the same host. */
export function findCollisions({ claims }: Pick<Roster, 'claims'>): readonly Collision[] {
  return (['step', 'host'] as const).flatMap((on) => {
    const groups = Map.groupBy(
      claims.filter((claim) => claim[on] !== undefined),
      (claim) => claim[on] as string,
    );
    return [...groups].flatMap(([name, group]) =>
      new Set(group.map(({ person }) => person)).size < 2
        ? []
        : [{ on, name, claims: group.toSorted((a, b) => a.sinceMs - b.sinceMs) }],
    );
  });
}

/** Who else works on the same step or host, each once; for a claim that is only being made as well (`POL-5`). */
export function findRivals(
  { claims }: Pick<Roster, 'claims'>,
  { person, step, host }: Pick<Claim, 'person' | 'step' | 'host'>,
): readonly PersonId[] {
  const isSame = (other: Claim) =>
    (step !== undefined && other.step === step) || (host !== undefined && other.host === host);
  return [...new Set(claims.filter((other) => other.person !== person && isSame(other)).map((other) => other.person))];
}

export interface ExceededClaim {
  readonly claim: Claim;
  readonly endedAtMs: number;
  readonly overMs: number;
}

/** Claims that have taken longer than was allotted, the longest over first (`POL-7`). At the very end one is not over yet. */
export function findExceeded({ claims }: Pick<Roster, 'claims'>, nowMs: number): readonly ExceededClaim[] {
  return claims
    .flatMap((claim) => {
      if (claim.allottedMs === undefined) return [];
      const endedAtMs = claim.sinceMs + claim.allottedMs;
      return nowMs > endedAtMs ? [{ claim, endedAtMs, overMs: nowMs - endedAtMs }] : [];
    })
    .sort((a, b) => b.overMs - a.overMs);
}
