/** The pages of a bundle beside its log, from the state of its maintenance: the same facts as its JSON, in words. */
import { matters } from '../approval/approval.ts';
import { toStaleText } from '../approval/standing.ts';
import type { Tone } from '../maintenance/event-face.ts';
import type { MaintenanceState, TaskState } from '../maintenance/state.ts';
import { lastAttempt, toTaskTitle } from '../maintenance/tasks.ts';
import { toNoticeTitle } from '../notice/notice-title.ts';
import { toMarkdown } from '../plan/markdown/to-markdown.ts';
import type { Finding, FindingStatus } from '../policy/finding.ts';
import { toName } from '../roster/roster.ts';
import { toDurationText } from '../text/duration.ts';
import { toBackups } from './backup-page.ts';
import type { BundlePage, PageBlock } from './page.ts';
import { toRecord } from './record-page.ts';
import { toTable, toTime } from './table.ts';

/** What there is nothing of has no page. @param report as Markdown, where one was begun */
export function toBundlePages(
  state: MaintenanceState,
  findings: readonly Finding[],
  report?: string,
): readonly BundlePage[] {
  const pages: readonly BundlePage[] = [
    { id: 'steps', title: 'Steps', blocks: toSteps(state) },
    { id: 'plan', title: 'Plan', blocks: [{ kind: 'text', text: toMarkdown(state.plan) }] },
    { id: 'record', title: 'Change record', blocks: toRecord(state) },
    { id: 'people', title: 'People', blocks: toPeople(state) },
    { id: 'approvals', title: 'Approvals', blocks: toApprovals(state) },
    { id: 'readiness', title: 'Readiness', blocks: toReadiness(findings) },
    { id: 'backups', title: 'Backups', blocks: toBackups(state) },
    { id: 'validation', title: 'Validation', blocks: toValidation(state) },
    { id: 'notices', title: 'Notices', blocks: toNotices(state) },
    { id: 'report', title: 'Report', blocks: report === undefined ? [] : [{ kind: 'text', text: report }] },
  ];
  return pages.filter(({ blocks }) => blocks.length > 0);
}

const stateTones: Readonly<Partial<Record<TaskState, Tone>>> = {
  succeeded: 'good',
  failed: 'bad',
  'timed-out': 'bad',
  unknown: 'odd',
  running: 'busy',
  skipped: 'warn',
  cancelled: 'warn',
};

function toSteps(state: MaintenanceState): readonly PageBlock[] {
  const rows = state.tasks.map((task) => {
    const { beganAtMs, endedAtMs, word, state: its, attempts } = task;
    const lasted = beganAtMs === undefined || endedAtMs === undefined ? '' : toDurationText(endedAtMs - beganAtMs);
    const verdict = lastAttempt(task)?.mark?.reason ?? word?.text ?? '';
    const tone = stateTones[its];
    const cells = [its, toTaskTitle(state, task), toTime(beganAtMs), lasted, String(attempts.length), verdict];
    return { cells, ...(tone === undefined ? {} : { tone }) };
  });
  return toTable(['State', 'Step', 'Began', 'Lasted', 'Attempts', 'Word'], rows);
}

function toPeople({ roster, leader }: MaintenanceState): readonly PageBlock[] {
  const members = roster.members.map(({ name, roles, qualifications, services }) => ({
    cells: [name, roles.join(', '), qualifications.join(', '), services.join(', ')],
  }));
  const shifts = roster.shifts.map(({ person, role, fromMs, toMs }) => ({
    cells: [toName(roster, person), role, toTime(fromMs), toTime(toMs)],
  }));
  return [
    ...(leader === undefined ? [] : [{ kind: 'words' as const, text: `Led by ${leader.name}.` }]),
    ...toTable(['Name', 'Roles', 'Qualifications', 'Services'], members),
    ...toTable(['On shift', 'As', 'From', 'To'], shifts, 'Shifts'),
  ];
}

function toApprovals(state: MaintenanceState): readonly PageBlock[] {
  const { consent, roster } = state;
  const words = consent.approvals.map((approval) => ({
    cells: [
      approval.isGiven ? 'given' : 'refused',
      toName(roster, approval.person),
      `${matters[approval.kind]}${approval.service === undefined ? '' : `, ${approval.service}`}`,
      toTime(approval.atMs),
      [approval.note, toStaleText(approval.bound, state)].filter((text) => text !== undefined).join(' · '),
    ],
    tone: approval.isGiven ? ('good' as const) : ('bad' as const),
  }));
  const waivers = consent.waivers.map(({ rule, reason, by, atMs }) => ({
    cells: [rule, by.name, reason, toTime(atMs)],
  }));
  return [
    ...toTable(['Word', 'By', 'On', 'When', 'Note'], words),
    ...toTable(['Rule', 'Waived by', 'Because', 'When'], waivers, 'Waivers'),
  ];
}

const findingTones: Readonly<Partial<Record<FindingStatus, Tone>>> = {
  satisfied: 'good',
  violated: 'bad',
  waived: 'warn',
};

function toReadiness(findings: readonly Finding[]): readonly PageBlock[] {
  const rows = findings.map(({ rule, severity, status, title, says }) => {
    const tone = findingTones[status];
    return {
      cells: [status.replaceAll('-', ' '), rule, severity, title, says],
      ...(tone === undefined ? {} : { tone }),
    };
  });
  return toTable(['Standing', 'Rule', 'Severity', 'What it asks', 'What is so'], rows);
}

function toValidation({ change }: MaintenanceState): readonly PageBlock[] {
  const items = change.checklist.map(({ text, settled }) => ({
    cells: [settled?.result ?? 'open', text, settled?.by.name ?? '', toTime(settled?.atMs)],
    tone:
      settled === undefined ? ('neutral' as const) : settled.result === 'failed' ? ('bad' as const) : ('good' as const),
  }));
  const closing = change.closing.map(({ part, text, by, atMs }) => ({
    cells: [part.replaceAll('-', ' '), text, by.name, toTime(atMs)],
  }));
  return [
    ...toTable(['Result', 'Validation', 'By', 'When'], items),
    ...toTable(['At the close', 'Said', 'By', 'When'], closing, 'At the close'),
  ];
}

function toNotices({ notices }: MaintenanceState): readonly PageBlock[] {
  const rows = notices.notices.map((notice) => ({
    cells: [
      toNoticeTitle(notice),
      notice.dropped === undefined ? '' : `dropped by ${notice.dropped.by.name}: ${notice.dropped.reason}`,
      notice.sendings
        .map(({ channel, state, sentAtMs }) => `${channel}: ${state} ${toTime(sentAtMs)}`.trim())
        .join('\n'),
    ],
  }));
  const texts = notices.notices.flatMap((notice) =>
    notice.sendings
      .filter(({ state }) => state === 'sent')
      .slice(0, 1)
      .flatMap(({ subject, text }): readonly PageBlock[] => [
        { kind: 'heading', text: toNoticeTitle(notice) },
        { kind: 'text', text: `${subject}\n\n${text}` },
      ]),
  );
  return [...toTable(['Notice', 'Dropped', 'Sent'], rows), ...texts];
}
