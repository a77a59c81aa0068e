/** Workspaces with maintenances that were run, made through the contract with a clock of their own: one that overran its window, and a year of others. */
import type { MaintenanceId, TaskId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { ReportKind, ServiceLevel } from '../../src/core/postmortem/report.ts';
import type { PersonId } from '../../src/core/roster/names.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { SetClock } from '../fixtures/set-clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const team = [
  ['Ada Quist', ['SRE']],
  ['Ben Okoye', ['SRE']],
  ['Cleo Marsh', ['EM']],
  ['Dana Reyes', ['CES']],
] as const;

const plan = planSchema.parse({
  title: 'Upgrade the wiki',
  steps: [
    { id: 'stop', kind: 'manual', phase: 'prepare', title: 'Take the wiki out of the pool', estimateMs: 10 * minuteMs },
    {
      id: 'move',
      kind: 'manual',
      phase: 'carry-out',
      title: 'Move the pages to the new schema',
      estimateMs: 60 * minuteMs,
    },
    { id: 'look', kind: 'manual', phase: 'verify', title: 'Read a page from outside', estimateMs: 5 * minuteMs },
  ],
});

export interface RunOf {
  readonly title: string;
  readonly services: readonly string[];
  readonly startMs: number;
  /** Past the end of its window of two hours; below zero before it. */
  readonly overMs: number;
  /** Minutes from the start, and how the first service stood from then on. */
  readonly marks?: readonly (readonly [number, ServiceLevel])[];
}

export class ReportedWorkspace {
  readonly folder: string;
  readonly remove: () => Promise<void>;
  readonly #desk: TestConsole;
  readonly #clock: SetClock;
  readonly #people: ReadonlyMap<string, PersonId>;

  private constructor(
    place: Awaited<ReturnType<typeof makeWorkspace>>,
    desk: TestConsole,
    clock: SetClock,
    people: ReadonlyMap<string, PersonId>,
  ) {
    this.folder = place.folder;
    this.remove = place.remove;
    this.#desk = desk;
    this.#clock = clock;
    this.#people = people;
  }

  static async make(fromMs: number): Promise<ReportedWorkspace> {
    const place = await makeWorkspace();
    const clock = new SetClock();
    clock.set(fromMs);
    const desk = await TestConsole.open(place.folder, { clock });
    const people = new Map<string, PersonId>();
    for (const [name, roles] of team) {
      const person = { name, roles: [...roles], qualifications: ['root'], services: [], zone: 'Europe/Berlin' };
      people.set(name, (await desk.ask('person.save', { person })).id);
    }
    await desk.ask('runbook.save', { name: 'wiki', expectedVersion: 0, plan });
    const made = new ReportedWorkspace(place, desk, clock, people);
    await made.sit('Ada Quist');
    return made;
  }

  get desk(): TestConsole {
    return this.#desk;
  }

  async sit(name: string): Promise<void> {
    await this.#desk.ask('person.setMe', { person: this.idOf(name) });
  }

  idOf(name: string): PersonId {
    const id = this.#people.get(name);
    if (id === undefined) throw new Error(`${name} is not of the team`);
    return id;
  }

  /** Plans it, runs it through and ends it, as its times say. */
  async run({ title, services, startMs, overMs, marks = [] }: RunOf): Promise<MaintenanceId> {
    const desk = this.#desk;
    this.#clock.set(startMs - dayMs);
    const { id } = await desk.ask('maintenance.create', { title, runbook: 'wiki' });
    const at = { maintenance: id };
    await desk.ask('roster.involve', { ...at, people: [...this.#people.values()] });
    const window = { startMs, endMs: startMs + 2 * hourMs, zone: 'Europe/Berlin' };
    await desk.ask('schedule.setWindow', { ...at, window });
    const { change } = await desk.state(id);
    await desk.ask('record.change', { ...at, record: { ...change.record, services: [...services] } });
    const shifts = [...this.#people.values()].map((person, index) => ({
      ...{ id: `shift-${index}`, person, role: team[index]?.[1][0] ?? 'SRE' },
      ...{ fromMs: window.startMs, toMs: window.endMs },
    }));
    await desk.ask('roster.setShifts', { ...at, shifts });
    this.#clock.set(startMs);
    const { planHash } = await desk.state(id);
    await desk.ask('run.start', { ...at, planHash, confirm: title });
    const [service] = services;
    const done = { stop: 4, move: 60 + Math.max(0, overMs) / minuteMs, look: 120 + overMs / minuteMs };
    const deeds = [
      ...plan.steps.map((step) => ({ minute: done[step.id as keyof typeof done], step: step.id })),
      ...marks.map(([minute, level]) => ({ minute, level })),
    ].toSorted((one, other) => one.minute - other.minute);
    for (const deed of deeds) {
      const atMs = startMs + deed.minute * minuteMs;
      this.#clock.set(atMs);
      if ('level' in deed) {
        if (service !== undefined) await desk.ask('serviceState.mark', { ...at, service, level: deed.level, atMs });
        continue;
      }
      const task = deed.step as unknown as TaskId;
      await desk.until(id, ({ tasks }) => tasks.some((one) => one.id === task && one.state === 'waiting'));
      await desk.ask('step.done', { ...at, task, note: `done: ${deed.step}` });
    }
    const { status } = await desk.state(id);
    if (status === 'running') await desk.ask('run.complete', { ...at });
    await desk.until(id, ({ endedAtMs }) => endedAtMs !== undefined);
    return id;
  }

  async report(maintenance: MaintenanceId, kind: ReportKind): Promise<void> {
    await this.#desk.ask('report.begin', { maintenance, kind });
  }

  /** The clock of what is done next. */
  at(atMs: number): void {
    this.#clock.set(atMs);
  }

  async close(): Promise<void> {
    await this.#desk.close();
  }
}
