/** What each thing that waits looks like in the list: its icon, what it is, who asks, and how pressing it is. */
import {
  ArrowLeftRight,
  AtSign,
  BellRing,
  LifeBuoy,
  ListChecks,
  type LucideIcon,
  Megaphone,
  NotebookPen,
  Siren,
  Stamp,
  UserCheck,
  Users,
  Wrench,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { matters } from '../../../core/approval/approval.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toTaskTitle } from '../../../core/maintenance/tasks.ts';
import { toName } from '../../../core/roster/roster.ts';
import type { Waiting } from '../../../core/sharing/waiting.ts';
import { Instant } from '../../parts/time/instant.tsx';
import { noticeLooks, kindNames as noticeNames } from '../notices/notice-looks.ts';

interface Face {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly more: ReactNode;
}

export function toFace(state: MaintenanceState, one: Waiting): Face {
  switch (one.kind) {
    case 'approval': {
      const { askedBy, atMs, note } = one.request;
      return {
        icon: Stamp,
        title: `${one.matter === 'plan' ? 'Your agreement to' : 'Your approval of'} ${matters[one.matter]}`,
        more: (
          <>
            Asked by {askedBy.name}, <Instant atMs={atMs} />
            {note === undefined ? '' : `: ${note}`}
          </>
        ),
      };
    }
    case 'support':
      return {
        icon: LifeBuoy,
        title:
          one.step === 'sign-off'
            ? `Outside help by ${one.support.provider} waits for you to sign off its urgency`
            : `Say that you understand why ${one.support.provider} is asked for help`,
        more: one.support.why,
      };
    case 'hand-over': {
      const { what, from, note } = one.handOver;
      const matter = what.kind === 'lead' ? 'the lead' : 'a shift';
      return { icon: ArrowLeftRight, title: `${toName(state.roster, from)} offers you ${matter}`, more: note };
    }
    case 'check-in':
      return {
        icon: UserCheck,
        title: 'Your shift has begun: say that you are there',
        more: (
          <>
            {one.shift.role}, until <Instant atMs={one.shift.toMs} />
          </>
        ),
      };
    case 'validation':
      return { icon: ListChecks, title: one.item.text, more: 'A validation that is yours to settle' };
    case 'step':
      return { icon: Wrench, title: toTaskTitle(state, one.task), more: 'A step by hand that is given to you' };
    case 'countersign':
      return {
        icon: Users,
        title: `Confirm ${toTaskTitle(state, one.task)} as the second person`,
        more: 'Read exactly what it does and where, then give your word. It starts nothing: the leader goes on.',
      };
    case 'mention':
      return { icon: AtSign, title: `${one.comment.by.name} says to you`, more: one.comment.text };
    case 'review':
      return {
        icon: NotebookPen,
        title: 'Your review of the report',
        more: (
          <>
            Asked by {one.askedBy.name}, <Instant atMs={one.atMs} />
          </>
        ),
      };
    case 'emergency': {
      const { justification, by, declaredAtMs } = one.emergency;
      return {
        icon: Siren,
        title:
          one.step === 'know' ? 'Say that you know of the emergency' : 'Say that you are engaged for the emergency',
        more: (
          <>
            Declared by {by.name}, <Instant atMs={declaredAtMs} />: {justification}
          </>
        ),
      };
    }
    case 'announcement':
      return {
        icon: Megaphone,
        title: 'Publish the public announcement of the report',
        more: (
          <>
            Published internally by {one.readyBy.name}, <Instant atMs={one.atMs} />
          </>
        ),
      };
    case 'notice':
      return {
        icon: BellRing,
        title: `${noticeNames[one.due.notice.kind]}: ${noticeLooks[one.due.status].word.toLowerCase()}`,
        more: one.due.dueAtMs === undefined ? null : <Instant atMs={one.due.dueAtMs} />,
      };
  }
}

export function keyOf(one: Waiting): string {
  switch (one.kind) {
    case 'approval':
      return `approval ${one.matter}`;
    case 'support':
      return `support ${one.support.id}`;
    case 'hand-over':
      return `hand-over ${one.handOver.id}`;
    case 'check-in':
      return 'check-in';
    case 'validation':
      return `validation ${one.item.id}`;
    case 'step':
    case 'countersign':
      return `${one.kind} ${one.task.id}`;
    case 'mention':
      return `mention ${one.comment.id}`;
    case 'review':
    case 'announcement':
      return one.kind;
    case 'emergency':
      return `emergency ${one.step}`;
    case 'notice':
      return `notice ${one.due.notice.id}`;
  }
}

export function toneOf(one: Waiting): string {
  if (one.kind === 'notice') return noticeLooks[one.due.status].tone;
  return one.kind === 'check-in' || one.kind === 'validation' || one.kind === 'mention' ? 'neutral' : 'warn';
}
