/** Puts a gate together: its causes, since when, whom to contact, and what the environment runs meanwhile (`REL-7`, `REL-8`). */
import type { Environment } from '../environment/environment.ts';
import { type Gate, type GateCause, toCauses } from './gate.ts';
import { type GateHistory, toHistory, toState } from './gate-history.ts';
import type { ReleaseRecord } from './release-track.ts';
import type { NumberedWord } from './word.ts';

export interface GateFacts {
  readonly environment: Pick<Environment, 'name' | 'contact' | 'version' | 'stableVersion'>;
  /** Migrations that wait; absent where that is not known. */
  readonly pending?: number;
  /** Oldest first. */
  readonly words: readonly NumberedWord[];
  /** Every maintenance release of the environment. */
  readonly releases: readonly ReleaseRecord[];
}

export interface GateWithHistory {
  readonly gate: Gate;
  readonly history: GateHistory;
}

/** Never throws for any words and releases. */
export function toGate({ environment, pending, words, releases }: GateFacts): GateWithHistory {
  const causes = toCauses(words, releases);
  const history = toHistory(words, releases);
  const state = toState(causes);
  const { name, version: current, stableVersion: stable } = environment;
  // A history that is cut may have lost the turn; what blocks has its own beginning.
  const sinceMs = history.entries.find(({ isTurn }) => isTurn)?.atMs ?? causes[0]?.sinceMs;
  const contact = toContact(environment.contact, causes);
  return {
    history,
    gate: {
      environment: name,
      state,
      ...(sinceMs === undefined ? {} : { sinceMs }),
      causes,
      ...(contact === undefined ? {} : { contact }),
      versions: {
        ...(current === undefined ? {} : { current }),
        ...(stable === undefined ? {} : { stable }),
        ...(pending === undefined ? {} : { pending }),
      },
      isOutdated: (pending ?? 0) > 0,
    },
  };
}

/** Whom the oldest block names, else whom the environment names, else who leads what blocks, or said so (`REL-7`). */
function toContact(ofEnvironment: string | undefined, causes: readonly GateCause[]): string | undefined {
  const [cause] = causes;
  if (cause === undefined) return undefined;
  if (cause.kind === 'word') return cause.contact ?? ofEnvironment ?? cause.by.name;
  return ofEnvironment ?? (cause.leader === undefined ? undefined : `${cause.leader}, who leads it`);
}
