/** Requests about the practice maintenance: a host to rehearse against, and a plan worth leading. */
import { runbookNameSchema } from '../../../core/ids.ts';
import { toPlanHash } from '../../../core/plan/plan-hash.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { type PracticeAddress, practiceHostName } from '../../practice/practice-host.ts';
import { readPracticeRunbook } from '../../practice/runbook.ts';
import { saveHost } from '../environment/hosts.ts';
import type { Handlers } from '../handlers.ts';
import { createMaintenance } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';

export function practiceHandlers(parts: DeskParts): Handlers<'practice.start' | 'practice.misbehave'> {
  return {
    'practice.start': async (_input, caller) => {
      const parsed = await parts.reader.read(await readPracticeRunbook(), 'practice.md');
      if (!parsed.ok) return parsed;
      const { plan } = parsed.value;
      const busy = parts.ledger
        .list()
        .flatMap((id) => parts.ledger.state(id) ?? [])
        .find((state) => state.isPractice && (state.status === 'running' || state.status === 'rolling-back'));
      if (busy !== undefined) {
        return fail('practice-running', `“${busy.title}” is still going on.`, {
          advice: 'Lead it to its end, or abort it, before another.',
        });
      }
      const started = await startPracticeHost(parts, { anew: true });
      if (!started.ok) return started;
      const name = runbookNameSchema.parse(plan.title);
      const known = parts.store.documents.get('runbook', name);
      const isSame = known !== undefined && toPlanHash(plan) === toPlanHash(known.body as typeof plan);
      const version = parts.store.documents.versions('runbook', name)[0]?.version ?? 0;
      const kept = isSame
        ? succeed(known)
        : parts.store.documents.put('runbook', name, version, plan, caller.actor.name, parts.clock.now());
      if (!kept.ok) return kept;
      if (!isSame) parts.news.changed('runbook');
      const runbook = { name, version: kept.value.version };
      return createMaintenance(parts, { title: plan.title, plan, runbook, isPractice: true }, caller.actor);
    },
    'practice.misbehave': async ({ how, forMs }) => {
      const done = await parts.practice.misbehave(how, forMs);
      return done.ok ? succeed({}) : done;
    },
  };
}

/** Starts the practice host and says in the workspace where it is. Its key was made here, so it is pinned without a question. */
export async function startPracticeHost(
  parts: Pick<DeskParts, 'practice' | 'store' | 'clock' | 'news' | 'user'>,
  options: { readonly anew: boolean },
): Promise<Result<PracticeAddress, Failure>> {
  const started = await parts.practice.start(options);
  if (!started.ok) return started;
  const { address, port, user, hostKey, identityFile } = started.value;
  const pins = [{ key: hostKey, trustedBy: 'Drydock', trustedAtMs: parts.clock.now() }];
  const saved = saveHost(
    parts.store,
    { name: practiceHostName, address, port, user, identityFile, pins },
    parts.user,
    parts.clock.now(),
  );
  if (!saved.ok) return saved;
  parts.news.changed('host');
  return started;
}
