/** How the words of a report are told on every screen, in one place: its kinds, its states, how a service stands, what became of an improvement. */
import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  CircleX,
  Eye,
  Globe,
  MessageSquareWarning,
  PenLine,
  ShieldCheck,
  Users,
} from 'lucide-react';
import type { ReportState } from '../../../contract/report-shapes.ts';
import type {
  ActionItem,
  IncidentFields,
  ReportKind,
  ReviewerStanding,
  ServiceLevel,
} from '../../../core/postmortem/report.ts';
import type { Look } from '../../theme/tones.ts';

export const reportKindNames: Readonly<Record<ReportKind, string>> = {
  pmr: 'Post-mortem report',
  aar: 'After-action review',
  'incident-report': 'IncidentReport',
};

export const reportStateLooks: Readonly<Record<ReportState, Look>> = {
  none: { word: 'Not begun', icon: CircleDashed, tone: 'neutral' },
  draft: { word: 'Being written', icon: PenLine, tone: 'busy' },
  'in-review': { word: 'In review', icon: Users, tone: 'warn' },
  approved: { word: 'Approved', icon: ShieldCheck, tone: 'good' },
  published: { word: 'Published internally', icon: Eye, tone: 'good' },
  public: { word: 'Published', icon: Globe, tone: 'good' },
};

export const levelLooks: Readonly<Record<ServiceLevel, Look>> = {
  up: { word: 'Up', icon: CircleCheck, tone: 'good' },
  partial: { word: 'Partial', icon: CircleMinus, tone: 'warn' },
  down: { word: 'Down', icon: CircleX, tone: 'bad' },
};

export const causeNames: Readonly<Record<NonNullable<IncidentFields['cause']>, string>> = {
  human: 'Human',
  technical: 'Technical',
  upstream: 'Upstream',
};

export const itemKindNames: Readonly<Record<ActionItem['kind'], string>> = {
  prevent: 'Prevent',
  detect: 'Detect',
  mitigate: 'Mitigate',
  process: 'Process',
};

export const itemStateLooks: Readonly<Record<ActionItem['state'], Look>> = {
  open: { word: 'Open', icon: CircleDot, tone: 'warn' },
  done: { word: 'Done', icon: CircleCheck, tone: 'good' },
  dropped: { word: 'Dropped', icon: CircleMinus, tone: 'neutral' },
};

export function toReviewLook({ verdict, isStale }: Pick<ReviewerStanding, 'verdict' | 'isStale'>): Look {
  if (verdict === 'none') return { word: 'Has not answered', icon: CircleDashed, tone: 'neutral' };
  if (verdict === 'changes-wanted')
    return {
      word: isStale ? 'Wanted changes, before the last edit' : 'Wants changes',
      icon: MessageSquareWarning,
      tone: 'warn',
    };
  return isStale
    ? { word: 'Approved an earlier text', icon: CircleMinus, tone: 'warn' }
    : { word: 'Approved', icon: CircleCheck, tone: 'good' };
}

/** @param count more than none */
export function toLaterText(count: number): string {
  const entries = count === 1 ? '1 later entry of the log is' : `${count} later entries of the log are`;
  return `${entries} not part of the report; ask again to take ${count === 1 ? 'it' : 'them'} in.`;
}
