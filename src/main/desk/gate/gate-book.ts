/** Reads the gate of an environment as it stands now, for the desk's answers and for what is published of it. */
import type { GateRecord, GateView } from '../../../contract/gate-shapes.ts';
import type { Environment } from '../../../core/environment/environment.ts';
import { type Gate, type GateCause, isLiftable } from '../../../core/gate/gate.ts';
import { toCauseAdvice, toCauseText, toGateText } from '../../../core/gate/gate-text.ts';
import { type GateWithHistory, toGate } from '../../../core/gate/to-gate.ts';
import { toGateOpeners } from '../../../core/gate/unblock.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { type Failure, type Result, succeed } from '../../../core/result.ts';
import { findEnvironmentRecord } from '../environment/environment-book.ts';
import type { DeskParts } from '../parts.ts';

type BookParts = Pick<DeskParts, 'store' | 'gates' | 'pendingCounts'>;

/** Fails where there is no such environment, and where nobody can say: an altered journal opens nothing. */
export function readGate(parts: BookParts, environment: string): Result<GateWithHistory, Failure> {
  const found = findEnvironmentRecord(parts.store, environment);
  return found.ok ? readGateOf(parts, found.value.environment) : found;
}

/** What is pending is what was read last: see `readGateAnew`. */
export function readGateOf(
  { gates, pendingCounts }: Pick<BookParts, 'gates' | 'pendingCounts'>,
  environment: Environment,
): Result<GateWithHistory, Failure> {
  const { name } = environment;
  const releases = gates.releases(name);
  if (!releases.ok) return releases;
  const pending = pendingCounts.of(name);
  const words = gates.words(name);
  return succeed(
    toGate({ environment, ...(pending === undefined ? {} : { pending }), words, releases: releases.value }),
  );
}

/** As `readGate`, once what is pending has been looked at again, unless that was done less than `oldestMs` ago. */
export async function readGateAnew(
  parts: BookParts,
  environment: string,
  oldestMs = 0,
): Promise<Result<GateWithHistory, Failure>> {
  if (findEnvironmentRecord(parts.store, environment).ok) await parts.pendingCounts.refresh(environment, oldestMs);
  return readGate(parts, environment);
}

export function toGateView(gate: Gate): GateView {
  const { environment, state, sinceMs, causes, contact, isOutdated, versions } = gate;
  const { current, stable, pending } = versions;
  return {
    environment,
    state,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    says: toGateText(gate),
    causes: causes.map(toCauseView),
    ...(contact === undefined ? {} : { contact }),
    isOutdated,
    ...(current === undefined ? {} : { currentVersion: current }),
    ...(stable === undefined ? {} : { stableVersion: stable }),
    ...(pending === undefined ? {} : { pendingMigrations: pending }),
  };
}

export function toGateRecord({ gate, history }: GateWithHistory, policy: Policy): GateRecord {
  return {
    ...toGateView(gate),
    openers: [...toGateOpeners(policy)],
    history: history.entries.map((entry) => ({ ...entry })),
    isHistoryCut: history.isCut,
  };
}

function toCauseView(cause: GateCause): GateView['causes'][number] {
  const { id, kind, sinceMs } = cause;
  return {
    id,
    kind,
    says: toCauseText(cause),
    advice: toCauseAdvice(cause),
    sinceMs,
    isLiftable: isLiftable(cause),
    ...(cause.kind === 'word' ? {} : { maintenance: { id: cause.maintenance, title: cause.title } }),
  };
}
