/** Makes a maintenance of what is due in an environment, or finds the one that is there; on its twin, where it is a rehearsal (`REL-4`, `REL-10`). */
import type { RequestParsed } from '../../../contract/requests.ts';
import type { MaintenanceSummary } from '../../../contract/shapes.ts';
import { adoptPresets } from '../../../core/change/adopted-presets.ts';
import { emptyRecord } from '../../../core/change/record.ts';
import type { Environment } from '../../../core/environment/environment.ts';
import type { HostName, MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import type { Migration } from '../../../core/migration/catalogue.ts';
import { toolOf } from '../../../core/migration/forms.ts';
import { toMeasured } from '../../../core/migration/rehearsal.ts';
import { toReleaseHash, toReleasePlan } from '../../../core/migration/release-plan.ts';
import { toEnvironmentNotices } from '../../../core/notice/environment-notices.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { isSameWord } from '../../../core/roster/names.ts';
import { findEnvironmentRecord } from '../environment/environment-book.ts';
import { readStanding, type Standing } from '../environment/environment-standing.ts';
import { readPresets } from '../maintenance/change.ts';
import { createMaintenance, toSummary } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { linkToRelease } from './rehearsal-link.ts';
import { findTwin } from './staging-twin.ts';

type RunMaintenance = RequestParsed<'environment.runMaintenance'>;

/** What a maintenance release brings to validate, where the team has that category. */
const usualCategory = 'platform-release';

/**
 * @param itself the console makes it, under an id that is the same however often it tries
 * @returns the one that is there already, where it has not started, or a new one
 */
export async function makeRelease(
  parts: DeskParts,
  input: RunMaintenance,
  actor: Actor,
  itself?: { readonly id: MaintenanceId },
): Promise<Result<{ readonly summary: MaintenanceSummary; readonly isNew: boolean }, Failure>> {
  const found = findEnvironmentRecord(parts.store, input.name);
  if (!found.ok) return found;
  const own = await readStanding(parts, found.value, input.upTo);
  const { environment } = own.record;
  const problem = refuseDue(own, input.dueHash);
  if (problem !== undefined) return problem;
  const place = input.isRehearsal ? await findTwin(parts, own) : succeed({ standing: own, due: own.pending.due });
  if (!place.ok) return place;
  const { standing, due } = place.value;
  const target = standing.record.environment;
  const hosts = toHosts(target, input.hosts);
  if (!hosts.ok) return hosts;
  const others = standing.states.filter(
    ({ release }) => release !== undefined && isSameWord(release.environment, target.name),
  );
  const waiting = findWaiting(others, due, hosts.value, input.isRehearsal ? environment.name : undefined);
  if (waiting !== undefined) return succeed({ summary: toSummary(parts, waiting), isNew: false });
  const going = others.find((state) => !state.isPractice && !isBeforeStart(state) && !isOver(state));
  if (going !== undefined)
    return fail('release-going', `The maintenance release “${going.title}” of “${target.name}” is not over.`, {
      advice: 'Bring it to its end first: retry what failed, roll it back, or abort it.',
    });
  const toVersion = (due.findLast(({ isRepeatable }) => !isRepeatable) ?? due.at(-1))?.version ?? '';
  const title =
    input.title ??
    toFreeTitle(
      own.states,
      input.isRehearsal ? `Rehearsal of ${environment.name} to ${toVersion}` : `${environment.name} to ${toVersion}`,
    );
  const { plan, release } = toReleasePlan({
    title,
    environment: target.name,
    ...(standing.pending.version === undefined ? {} : { fromVersion: standing.pending.version }),
    toVersion,
    migrations: due,
    hosts: hosts.value,
    measuredMs: toMeasuredById(own, due),
    ...(input.isRehearsal ? { isRehearsalOf: environment.name } : {}),
    ...(target.contact === undefined ? {} : { contact: target.contact }),
    isMadeByItself: itself !== undefined,
  });
  const presets = readPresets(parts.store).presets;
  const wanted = input.categories ?? [usualCategory];
  const stray = input.categories?.find((id) => !presets.some((preset) => preset.id === id));
  if (stray !== undefined) return fail('no-such-category', `The team has no change category “${stray}”.`);
  const chosen = presets.filter(({ id }) => wanted.includes(id));
  const adopted = adoptPresets([], plan, chosen, true);
  const { name, isProduction } = target;
  const record = {
    ...toRecordOfBefore(others),
    environment: { name, isProduction },
    categories: chosen.map(({ id }) => id),
  };
  const created = createMaintenance(
    parts,
    {
      title,
      plan: adopted.plan,
      isPractice: false,
      release,
      record,
      checklist: adopted.items,
      notices: input.isRehearsal ? [] : toEnvironmentNotices(target, isNews(others, due), parts.clock.now()),
      ...itself,
    },
    actor,
  );
  if (!created.ok) return created;
  const made = parts.ledger.state(created.value.id);
  if (made !== undefined) linkToRelease(parts, made);
  return succeed({ summary: created.value, isNew: true });
}

/** Whether anything of it was in no release before: nobody was told of that. */
function isNews(releases: readonly MaintenanceState[], due: readonly Migration[]): boolean {
  const told = new Set(
    releases.flatMap(({ release }) => release?.migrations.map(({ id, sha256 }) => `${id} ${sha256}`) ?? []),
  );
  return due.some(({ id, sha256 }) => !told.has(`${id} ${sha256}`));
}

/** Why nothing can be made of what is due now. */
function refuseDue(
  { record, failure, pending, dueHash, state }: Standing,
  seen: string | undefined,
): Result<never, Failure> | undefined {
  const { name, catalogue } = record.environment;
  if (catalogue === undefined)
    return fail('no-catalogue', `“${name}” has no catalogue of migrations.`, {
      advice: `Name its folder: drydock environment set '${name}' --catalogue FOLDER`,
    });
  if (failure !== undefined) return { ok: false, failure };
  const [first, ...more] = pending.problems.filter(({ severity }) => severity === 'error');
  if (first !== undefined) {
    const where = first.file === '' ? '' : `${first.file}, line ${first.line}: `;
    const rest = more.length === 0 ? '' : ` And ${more.length} more.`;
    return fail('catalogue-not-sound', `${where}${first.text}${rest}`, {
      advice: 'Mend it first: nothing is run from a catalogue that is not sound.',
    });
  }
  if (catalogue.database !== undefined && state === undefined && toolOf(catalogue.form) !== undefined)
    return fail('not-read', `Nobody has read what is applied to “${name}”.`, {
      advice: `Read it from its database: drydock environment read '${name}'`,
    });
  if (pending.due.length === 0)
    return fail('nothing-due', `No migration is due in “${name}”.`, {
      advice: 'Its catalogue has none that is newer, for its cloud, and not applied.',
    });
  if (seen !== undefined && seen !== dueHash)
    return fail('due-changed', `Something else is due in “${name}” than what was seen.`, {
      advice: 'Look again, then run it.',
    });
  return undefined;
}

function toHosts(
  { name, hosts, runsOn, catalogue }: Environment,
  chosen: readonly HostName[] | undefined,
): Result<readonly HostName[], Failure> {
  const stray = chosen?.find((host) => !hosts.includes(host));
  if (stray !== undefined) return fail('no-such-host', `“${stray}” is no host of “${name}”.`);
  const asked = catalogue?.database?.host;
  const usual = runsOn.length > 0 ? runsOn : asked !== undefined ? [asked] : hosts.slice(0, 1);
  const used = chosen ?? usual;
  return used.length > 0
    ? succeed(used)
    : fail('no-host', `“${name}” has no host to run migrations on.`, {
        advice: `Name one: drydock environment set '${name}' --host HOST`,
      });
}

/** The same migrations on the same hosts, not started: a second one would only wait to be run twice. */
function findWaiting(
  releases: readonly MaintenanceState[],
  due: readonly Migration[],
  hosts: readonly HostName[],
  isRehearsalOf: string | undefined,
): MaintenanceState | undefined {
  const hash = toReleaseHash(due);
  return releases.find((state) => {
    const { release, plan } = state;
    if (release === undefined || !isBeforeStart(state) || state.status === 'cancelled') return false;
    if (release.isRehearsalOf !== isRehearsalOf || toReleaseHash(release.migrations) !== hash) return false;
    const steps = new Set(release.migrations.map(({ step }) => step));
    return plan.steps.every((step) => !steps.has(step.id) || ('hosts' in step && step.hosts.join() === hosts.join()));
  });
}

function toMeasuredById({ states, record }: Standing, due: readonly Migration[]): ReadonlyMap<string, number> {
  const measured = toMeasured(states, record.environment.name);
  return new Map(
    due.flatMap(({ id, sha256 }) => {
      const ms = measured.get(sha256);
      return ms === undefined ? [] : [[id, ms] as const];
    }),
  );
}

/** Two of one title could not be told apart where a title is typed. */
function toFreeTitle(states: readonly MaintenanceState[], title: string): string {
  const taken = new Set(states.map((state) => state.title));
  if (!taken.has(title)) return title;
  for (let number = 2; ; number++) if (!taken.has(`${title} (${number})`)) return `${title} (${number})`;
}

/** What the newest release of the environment had in its record is so this time too, but for what was about that time alone. */
function toRecordOfBefore(releases: readonly MaintenanceState[]) {
  const before = releases[0]?.change.record;
  if (before === undefined) return emptyRecord;
  const { releaseScope: _, expectedDurationMs: __, knownIssues: ___, ...kept } = before;
  return { ...kept, knownIssues: [] };
}
