/** What a maintenance is now: the fold of its journal. Every screen, the engine and the command line read this and nothing else. */
import type { Talk } from '../comment/comment.ts';
import type { ErrandOrder } from '../errand/errand.ts';
import type { HostName, MaintenanceId, StepId, TaskId } from '../ids.ts';
import type { Relay } from '../lead/relay.ts';
import type { RehearsalLink, Release } from '../migration/release.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import type { Planning } from '../policy/facts.ts';
import type { Postmortem } from '../postmortem/postmortem.ts';
import type { Sharing } from '../sharing/sharing.ts';
import type { Actor } from './actor.ts';
import type { Uncertainty, Verdict } from './events/verdict.ts';
import type { EventData } from './events.ts';

export type Status =
  | 'draft'
  /** Not started: its policy is frozen, and people have been told. */
  | 'scheduled'
  | 'running'
  | 'rolling-back'
  | 'completed'
  | 'completed-with-failures'
  | 'rolled-back'
  | 'aborted'
  /** Called off before it began. */
  | 'cancelled';

export type TaskState =
  | 'ready'
  | 'waiting'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'timed-out'
  | 'cancelled'
  | 'skipped'
  | 'unknown';

export interface Attempt {
  readonly number: number;
  readonly host: HostName;
  readonly mode: 'durable' | 'direct';
  readonly scriptHash: string;
  readonly intendedAtMs: number;
  /** Once true, the host may have received the script: only its own answer or a person's word can say that it did not run. */
  readonly isDispatched: boolean;
  readonly bootId?: string;
  readonly pid?: number;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly verdict?: Verdict;
  /** Set while nobody knows; kept after a person marked it. */
  readonly uncertainty?: Uncertainty;
  readonly mark?: {
    readonly word: 'ran' | 'did-not-run' | 'new-attempt';
    readonly by: Actor;
    readonly reason: string;
    readonly atMs: number;
  };
  readonly cancel?: { readonly cause: 'person' | 'timeout' | 'abort'; readonly atMs: number };
  /** Rows of output it has in the store, once it has ended. */
  readonly rows?: number;
  /** Its output stands in the maintenance's log from this row on… */
  readonly fromRow: number;
  /** …and before this one, once it has ended. */
  readonly toRow?: number;
}

/** One step on one host in one direction: what can run once. */
export interface Task {
  readonly id: TaskId;
  readonly step: StepId;
  readonly phase: Phase;
  /** None for manual and wait steps. */
  readonly host?: HostName;
  /** `back`: it undoes the task of the same step and host. */
  readonly direction: 'forward' | 'back';
  readonly state: TaskState;
  readonly awaits?: {
    readonly for: 'confirmation' | 'countersign' | 'person' | 'time';
    readonly sinceMs: number;
    readonly untilMs?: number;
  };
  readonly isConfirmed: boolean;
  /** The second person’s word; whether it still counts says `standingCountersign`. */
  readonly countersign?: Countersign;
  /** The leader has gone on with it after that word. */
  readonly isCleared?: true;
  readonly attempts: readonly Attempt[];
  /** Automatic retries already used (`Step.retries` bounds them). */
  readonly retriesUsed: number;
  /** Why it was skipped or not done, or what a person noted when it was done. */
  readonly word?: { readonly text: string; readonly by: Actor };
  readonly beganAtMs?: number;
  readonly endedAtMs?: number;
}

/** The word of the second person on one task (`PREP-3`). */
export interface Countersign {
  readonly by: Pick<Actor, 'name' | 'person' | 'follower'>;
  /** Whoever gave it has taken the lead since, so that it counts no more: two persons, not one twice. */
  readonly isByWhoLeads?: true;
  /** It was said at the leader’s own console, by a person who was named there. */
  readonly isAtLeader: boolean;
  /** The hash of what was confirmed: command, host and values (`second-person.ts`). */
  readonly command: string;
  readonly atMs: number;
}

/** One script on one host beside the plan, and what has become of it. */
export interface Errand extends ErrandOrder {
  readonly task: Task;
  /** What it found out stands in the journal. */
  readonly isRead?: boolean;
}

export interface Hold {
  readonly cause: EventData<'run-held'>['cause'];
  readonly reason: string;
  readonly task?: TaskId;
  readonly sinceMs: number;
  readonly by: Actor;
}

export interface MaintenanceState extends Planning {
  readonly id: MaintenanceId;
  readonly title: string;
  readonly status: Status;
  readonly isPractice: boolean;
  /** Of the last event folded in; 0 for none. */
  readonly seq: number;
  readonly plan: Plan;
  readonly planHash: string;
  /** Set where it is a maintenance release: which migrations of which environment it carries out. */
  readonly release?: Release;
  /** The newest rehearsal of it. */
  readonly rehearsal?: RehearsalLink;
  readonly runbook?: { readonly name: string; readonly version: number };
  readonly hosts: EventData<'run-started'>['hosts'];
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** What is done beside the plan, in the order it was asked for. */
  readonly errands: readonly Errand[];
  /** In the order of execution; those of a rollback are added when it begins. Empty while a draft. */
  readonly tasks: readonly Task[];
  /** Whom it is shared with; no rule of the policy looks at it. */
  readonly sharing: Sharing;
  /** Groups of steps run together: decided at the start (`POL-6`), for an approval that comes later was not there when it began. */
  readonly isSimultaneous: boolean;
  /** Nothing new begins while the run is held; what runs goes on. */
  readonly hold?: Hold;
  /** What is said and done about it beside the run, most of it after the end. */
  readonly postmortem: Postmortem;
  /** What people said to each other, and what they have seen. */
  readonly talk: Talk;
  readonly createdAtMs: number;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly leader?: Actor;
  /** Who came by an invite and has said what a start may rest on, while nobody at the leader's console has said anything since. */
  readonly unledWord?: Actor;
  /** The lead is on its way to another console. */
  readonly relay?: Relay;
}
