/** What the rules look at: the parts of a maintenance's state they read, and nothing else. */
import type { Consent } from '../approval/approval.ts';
import type { BackupSet } from '../backup/backup.ts';
import type { Change } from '../change/change.ts';
import type { RehearsalLink, Release } from '../migration/release.ts';
import type { Notices } from '../notice/notice.ts';
import type { Plan } from '../plan/plan.ts';
import type { Roster } from '../roster/roster.ts';
import type { Schedule } from '../schedule/schedule.ts';

/** Everything a maintenance knows of itself beside its run. */
export interface Planning {
  readonly schedule: Schedule;
  readonly roster: Roster;
  readonly consent: Consent;
  readonly backups: BackupSet;
  readonly change: Change;
  readonly notices: Notices;
}

export interface Facts extends Planning {
  readonly isPractice: boolean;
  readonly plan: Plan;
  readonly planHash: string;
  readonly release?: Release;
  readonly rehearsal?: RehearsalLink;
  readonly startedAtMs?: number;
  /** Whether the groups of a plan that has started run together. */
  readonly isSimultaneous?: boolean;
  readonly endedAtMs?: number;
}
