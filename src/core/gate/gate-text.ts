/** Says in sentences what blocks a gate, what was said of it, and how it stands: for screens, pipelines and notices alike. */
import { withoutStop } from '../maintenance/event-text/phrases.ts';
import { assertNever } from '../result.ts';
import type { Gate, GateCause, GateVersions } from './gate.ts';
import type { ReleaseMark, ReleaseRecord } from './release-track.ts';
import type { Standing } from './standing.ts';
import type { NumberedWord } from './word.ts';

/** More of them than this are counted, not named. */
const namedLimit = 3;

export function toCauseText(cause: GateCause): string {
  switch (cause.kind) {
    case 'word':
      return `${cause.by.name} blocked it: ${withoutStop(cause.reason)}.`;
    case 'release-at-work':
      return toReleaseText(cause.title, { kind: 'at-work', what: cause.what });
    case 'release-failed':
      return toReleaseText(cause.title, { kind: 'failed', how: cause.how, migrations: cause.migrations });
  }
}

/** What a person does about it. */
export function toCauseAdvice(cause: GateCause): string {
  switch (cause.kind) {
    case 'word':
      return 'It is unblocked with a reason, once that is settled.';
    case 'release-at-work':
      return 'It blocks until it is over.';
    case 'release-failed':
      return 'Carry it on to a clean end, carry out what failed by a later maintenance release, or unblock the gate with a reason.';
  }
}

export function toWordText({ word, by, reason }: NumberedWord): string {
  return `${by.name} ${word === 'block' ? 'blocked' : 'unblocked'} it: ${withoutStop(reason)}.`;
}

export function toMarkText({ title }: Pick<ReleaseRecord, 'title'>, { standing }: ReleaseMark): string {
  return toReleaseText(title, standing);
}

/** One sentence: `The release gate of production is blocked.` and, where that is known, what it means for regular releases (`REL-8`). */
export function toGateText({
  environment,
  state,
  causes,
  contact,
  isOutdated,
  versions,
}: Omit<Gate, 'sinceMs'>): string {
  const sentences = [
    `The release gate of ${environment} is ${state}.`,
    ...causes.slice(0, namedLimit).map(toCauseText),
    ...(causes.length > namedLimit ? [`And ${causes.length - namedLimit} more.`] : []),
    ...(contact === undefined ? [] : [`Contact: ${withoutStop(contact)}.`]),
    ...(isOutdated ? [toOutdatedText(versions)] : []),
  ];
  return sentences.join(' ');
}

/** Pending migrations do not block: what regular releases go on with is said instead (`REL-8`). */
export function toOutdatedText({ pending = 0, stable, current }: GateVersions): string {
  const waits = pending === 1 ? '1 migration is pending' : `${pending} migrations are pending`;
  const version = stable ?? current;
  const goesOn = version === undefined ? '' : `; releases go on with the stable version ${version}`;
  return `It is outdated: ${waits}${goesOn}.`;
}

function toReleaseText(title: string, standing: Standing): string {
  const release = `The maintenance release “${title}”`;
  switch (standing.kind) {
    case 'idle':
      return `${release} ended before anything of it had begun.`;
    case 'clean':
      return `${release} completed.`;
    case 'at-work':
      return toWorkText(release, standing.what);
    case 'failed':
      return toFailureText(release, standing);
  }
}

function toWorkText(release: string, what: Extract<Standing, { kind: 'at-work' }>['what']): string {
  switch (what) {
    case 'running':
      return `${release} is running.`;
    case 'paused':
      return `${release} is running, and held.`;
    case 'rolling-back':
      return `${release} is being rolled back.`;
    case 'unknown':
      return `${release} has a step of which nobody knows what became.`;
    case 'ending':
      return `${release} is over, and a step of it still runs.`;
    default:
      return assertNever(what);
  }
}

function toFailureText(release: string, { how, migrations }: Extract<Standing, { kind: 'failed' }>): string {
  const which = toNames(migrations);
  switch (how) {
    case 'held':
      return which === '' ? `${release} failed and is held.` : `${release} failed at ${which} and is held.`;
    case 'aborted':
      return `${release} was aborted${which === '' ? '' : `; ${which} may be applied in part`}.`;
    case 'failures':
      return `${release} completed with failures${which === '' ? '' : `: ${which}`}.`;
    case 'passed-over':
      return `${release} completed, but ${which === '' ? 'a step' : which} failed and was passed over.`;
    case 'rolled-back':
      return `${release} was rolled back: the environment is as it was, and ${which === '' ? 'its migrations are' : `${which} is`} still to be made.`;
    case 'rolled-back-in-part':
      return `${release} was rolled back only in part${which === '' ? '' : `: ${which}`}.`;
    default:
      return assertNever(how);
  }
}

function toNames(migrations: readonly string[]): string {
  const named = migrations.slice(0, namedLimit).join(', ');
  return migrations.length > namedLimit ? `${named} and ${migrations.length - namedLimit} more` : named;
}
