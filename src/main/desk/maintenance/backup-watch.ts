/**
 * Takes the answers of checks as they come: reads what their errands wrote, and puts what that means into the journal, once. It also looks
 * again by itself at what is still being made, and at what was good, shortly before the window begins.
 */
import { toCheckable } from '../../../core/backup/asking.ts';
import { type Reading, toUnknown } from '../../../core/backup/reading.ts';
import { toBackupStanding } from '../../../core/backup/standing.ts';
import type { Checkable } from '../../../core/backup/tools/tool.ts';
import { partsOf, readOutputs } from '../../../core/backup/tools.ts';
import { parseWhereabouts } from '../../../core/backup/whereabouts.ts';
import { toErrandOutcome } from '../../../core/errand/standing.ts';
import { type AskedCheck, isEnded, toOpenChecks, toUnreadWhereabouts } from '../../../core/errand/verification.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { Verdict } from '../../../core/maintenance/events/verdict.ts';
import type { Errand, MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import { toKeyFingerprints } from '../environment/host-fingerprints.ts';
import { toTarget } from '../environment/hosts.ts';
import type { DeskParts } from '../parts.ts';
import { askCheck } from './backups.ts';

/** How often it is seen whether something is to be looked at again. */
const lookMs = 60_000;
/** What is being made is looked at so often. */
const growingMs = 5 * 60_000;
/** In the last hour before the window what was good is looked at so often. */
const steadyMs = 15 * 60_000;
const lastHourMs = 60 * 60_000;

const itself: Actor = { kind: 'console', name: 'Drydock' };

export class BackupWatch {
  readonly #parts: Pick<DeskParts, 'store' | 'ledger' | 'engine' | 'clock'>;
  readonly #report: (problem: unknown) => void;
  /** Answers that are being read, and those that nobody takes any more: what was checked is gone. */
  readonly #taken = new Set<string>();
  readonly #reading = new Set<Promise<void>>();
  #unsubscribe: (() => void) | undefined;
  #timer: (() => void) | undefined;
  #isClosed = false;

  constructor(parts: Pick<DeskParts, 'store' | 'ledger' | 'engine' | 'clock'>, report: (problem: unknown) => void) {
    this.#parts = parts;
    this.#report = report;
  }

  /** Takes up what an earlier console left unread. */
  begin(): void {
    this.#unsubscribe = this.#parts.ledger.onAppended((_id, _events, state) => {
      if (state.errands.length > 0) queueMicrotask(() => this.#attend(state.id));
    });
    for (const id of this.#parts.ledger.list()) this.#attend(id);
    this.#again();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unsubscribe?.();
    this.#timer?.();
    await Promise.all(this.#reading);
  }

  #attend(id: MaintenanceId): void {
    const state = this.#parts.ledger.state(id);
    if (state === undefined || this.#isClosed) return;
    for (const check of toOpenChecks(state))
      if (isEnded(check)) this.#once(`${id} ${check.id}`, () => this.#take(state, check));
    for (const errand of toUnreadWhereabouts(state))
      this.#once(`${id} ${errand.task.id}`, () => this.#takeWhereabouts(state, errand));
  }

  #once(key: string, take: () => Promise<void>): void {
    if (this.#taken.has(key)) return;
    this.#taken.add(key);
    const reading = take()
      .catch((problem) => {
        this.#report(problem);
        // The store could not be read or written: the next look tries again.
        this.#taken.delete(key);
      })
      .finally(() => this.#reading.delete(reading));
    this.#reading.add(reading);
  }

  async #take(state: MaintenanceState, check: AskedCheck): Promise<void> {
    const backup = state.backups.backups.find(({ id }) => id === check.backup);
    const now = backup === undefined ? undefined : toCheckable(backup, check.copy);
    const [first] = check.errands;
    if (now === undefined || first === undefined) return;
    const of = { ...now, known: first.purpose.kind === 'backup' ? (first.purpose.part?.known ?? {}) : {} };
    const reading = await this.#read(state, check, of);
    const { backup: id, copy, action } = check;
    const data = { backup: id, action, ...(copy === undefined ? {} : { copy }), errand: first.task.id, reading };
    // Refused where it was taken off the list or recorded anew meanwhile: then it says nothing of what stands there now.
    this.#parts.ledger.submit(state.id, { type: 'report-backup-check', ...data, subject: of.subject }, itself);
  }

  async #read(state: MaintenanceState, { action, errands }: AskedCheck, of: Checkable): Promise<Reading> {
    const parts = partsOf(action, of);
    const outputs = [];
    for (const [index, errand] of errands.entries()) {
      // Only the answer to this very question counts, whoever ran what under its name.
      if (parts[index]?.script !== errand.script || parts[index]?.on !== errand.host.name)
        return toUnknown('What ran on the host was not the script of this check: it proves nothing.');
      const { key, verdict, exitStatus } = toErrandOutcome(state, errand);
      if (key === undefined || exitStatus === undefined) return toUnknown(toWhyNot(errand, verdict));
      const { stdout, isCut } = await this.#parts.engine.outputOf(key);
      if (isCut) return toUnknown('The output is longer than is read: what stands at its end is not known.');
      outputs.push({ on: errand.host.name, stdout, exitStatus });
    }
    return readOutputs(action, of, outputs);
  }

  async #takeWhereabouts(state: MaintenanceState, errand: Errand): Promise<void> {
    const { key, exitStatus } = toErrandOutcome(state, errand);
    const { name } = errand.host;
    const target = toTarget(this.#parts.store, name);
    if (key === undefined || exitStatus === undefined || !target.ok || errand.purpose.kind !== 'whereabouts') return;
    const { stdout } = await this.#parts.engine.outputOf(key);
    const { address, port, jump, pins } = target.value;
    const said = parseWhereabouts({ on: name, stdout, exitStatus }, errand.purpose.places, {
      address,
      port,
      ...(jump === undefined ? {} : { jump: jump.name }),
      keys: toKeyFingerprints(pins),
    });
    if (said === undefined) return;
    this.#parts.ledger.submit(state.id, { type: 'report-whereabouts', ...said, errand: errand.task.id }, itself);
  }

  #again(): void {
    this.#timer = this.#parts.clock.after(lookMs, () => {
      for (const id of this.#parts.ledger.list()) {
        const state = this.#parts.ledger.state(id);
        if (state !== undefined && !isOver(state)) this.#lookAgain(state);
      }
      if (!this.#isClosed) this.#again();
    });
  }

  /** Only what a person has had checked once is looked at again by itself. */
  #lookAgain(state: MaintenanceState): void {
    const nowMs = this.#parts.clock.now();
    const startMs = state.schedule.window?.startMs;
    const isLastHour =
      state.status === 'scheduled' && startMs !== undefined && nowMs < startMs && startMs - nowMs <= lastHourMs;
    for (const backup of state.backups.backups) {
      const { lastCheck, isComplete } = toBackupStanding(backup, startMs);
      if (lastCheck === undefined || backup.subject === undefined) continue;
      const isGrowing = isBeforeStart(state) && isComplete?.value === false && lastCheck.reading.level === 'present';
      const everyMs = isGrowing ? growingMs : isLastHour ? steadyMs : undefined;
      if (everyMs === undefined || nowMs - lastCheck.atMs < everyMs) continue;
      const asked = askCheck(this.#parts, state.id, { backup: backup.id, action: 'look' }, itself);
      // Too many errands, or a host that was taken out of the workspace: a person sees it when they ask.
      if (!asked.ok && asked.failure.kind === 'store-failed') this.#report(asked.failure);
    }
  }
}

function toWhyNot({ host, task }: Errand, verdict: Verdict | undefined): string {
  if (task.state === 'skipped') return 'It was called off before it began.';
  switch (verdict?.kind) {
    case 'not-started':
      return `It could not be asked on ${host.name}: ${verdict.message}`;
    case 'timed-out':
      return `It took longer than it may on ${host.name}, and was ended.`;
    case 'cancelled':
      return 'It was called off.';
    case 'signalled':
      return `Its script was ended on ${host.name} by ${verdict.signal}.`;
    default:
      return `What became of it on ${host.name} is known from a person’s word alone, which proves nothing of a backup.`;
  }
}
