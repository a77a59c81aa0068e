/** Takes in a maintenance whose lead was passed to this console: proved first, its output before its journal, its journal in one go, its report, then the lead. */
import { toFingerprint } from '../../../core/approval/identity.ts';
import { toFaultText } from '../../../core/bundle/verdict.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { type OpenBundle, openBundle, refuseNonsense } from '../../bundle/import.ts';
import { verifyBundle } from '../../bundle/verify.ts';
import type { Store } from '../../store/store.ts';
import type { StoredEvent } from '../../store/stored.ts';
import { readJournal } from '../bundle/bundle-journal.ts';
import { takeReport } from '../bundle/bundle-report.ts';
import { takeRows } from '../bundle/bundle-rows.ts';
import type { DeskParts } from '../parts.ts';
import { isSignedBy } from '../signing/console-identity.ts';

interface Received {
  readonly maintenance: MaintenanceId;
  readonly seq: number;
  readonly events: number;
  readonly rows: number;
}

/**
 * A crash at any point is got over by receiving once more: rows that are here are not written again, the same journal and the same
 * report are taken in once, and the lead is taken by the console alone whose key was accepted.
 */
export async function receiveLead(
  parts: DeskParts,
  { file, from }: { readonly file: string; readonly from: string },
  actor: Actor,
): Promise<Result<Received, Failure>> {
  const { store, ledger, news, identity } = parts;
  const own = identity.read();
  if (!own.ok) return own;
  const verified = await verifyBundle(file, { isSignedBy, toFingerprint });
  if (!verified.ok) return verified;
  const verdict = verified.value;
  if (!verdict.isWhole) {
    const what = verdict.faults.map(toFaultText).join('; ');
    if (verdict.faults.some(({ kind }) => kind === 'too-large'))
      return fail('bundle-too-large', `It is more than this Drydock takes in: ${what}.`, {
        advice: 'Lead it from the console it comes from.',
      });
    return fail('bundle-altered', `It is not what was sent: ${what}.`, { advice: 'Fetch it again.' });
  }
  if (verdict.signer.fingerprint !== from) {
    return fail('wrong-key', `It is signed by ${verdict.signer.fingerprint}, and not by ${from}.`, {
      advice:
        'Have the fingerprint read out again from the console it comes from. If it stays another, believe nothing of it.',
    });
  }
  const { manifest } = verdict;
  const { id } = manifest.maintenance;
  let bundle: OpenBundle | undefined;
  try {
    bundle = await openBundle(file, manifest);
    const journal = await readJournal(bundle, manifest);
    if (!journal.ok) return journal;
    const { events, state } = journal.value;
    const refusal = refusePassing(events, own.value.fingerprint) ?? ledger.refuseDamaged(id);
    if (refusal !== undefined) return refusal;
    if (isContinued(store, events, ledger.state(id))) await takeRows(store, bundle, manifest);
    const adopted = store.adopt(journal.value);
    if (!adopted.ok) return adopted;
    ledger.know(state);
    const reported = await takeReport(store, bundle, manifest);
    if (!reported.ok) return reported;
    news.changed('maintenance');
    news.changed('report');
    const { fingerprint } = own.value;
    const taken = ledger.submit(id, { type: 'take-lead', fingerprint }, actor);
    if (!taken.ok) return taken;
    return succeed({ maintenance: id, seq: taken.value.seq, events: events.length, rows: manifest.output.rows });
  } catch (error) {
    return refuseNonsense(error);
  } finally {
    await bundle?.close();
  }
}

/** Whether there is more in the journal than here, and what is here is how it begins: the lead may have been here before. */
function isContinued(store: Store, events: readonly StoredEvent[], here: MaintenanceState | undefined): boolean {
  if (here === undefined) return true;
  const [last] = store.journal.read(here.id, here.seq - 1, 1);
  return here.seq < events.length && last !== undefined && last.hash === events[here.seq - 1]?.hash;
}

/** Its journal has to end with its being passed, and to this console. */
function refusePassing(events: readonly StoredEvent[], own: string): ReturnType<typeof fail> | undefined {
  const last = events.at(-1);
  if (last?.type !== 'lead-passed') {
    return fail('not-passed', 'The lead of this maintenance was not passed on: its journal does not end with that.', {
      advice: 'Let its leader hand it over first.',
    });
  }
  const { fingerprint } = last.data as { readonly fingerprint: string };
  return fingerprint === own
    ? undefined
    : fail('wrong-key', `The lead was passed to the console ${fingerprint}, and this is ${own}.`);
}
