/** How the sections of a report are called, what each one answers, and how it stands. */
import { CircleDashed, CircleOff, Feather, PenLine } from 'lucide-react';
import type { ReportSection, SectionId } from '../../../core/postmortem/report.ts';
import type { Look } from '../../theme/tones.ts';

export interface SectionWords {
  readonly title: string;
  /** What whoever reads it wants to know. */
  readonly asks: string;
}

export const sectionWords: Readonly<Record<SectionId, SectionWords>> = {
  summary: {
    title: 'Summary',
    asks: 'What happened, in a few sentences somebody outside the team understands: what was done, what went wrong, how it ended.',
  },
  impact: { title: 'Impact', asks: 'Who noticed what, for how long, and what it kept them from doing.' },
  timeline: {
    title: 'Timeline',
    asks: 'The moments that mattered, in order: what was seen, what was decided, what followed.',
  },
  'root-causes': {
    title: 'Root causes',
    asks: 'The conditions without which it would not have happened, and what else contributed. Conditions, not people.',
  },
  'five-whys': {
    title: 'Five whys',
    asks: 'From what was seen back to what made it possible, one “what made that so?” at a time.',
  },
  'went-well': { title: 'What went well', asks: 'What worked as it was meant to, and should stay as it is.' },
  'went-poorly': { title: 'What went poorly', asks: 'What was slower, harder or more confusing than it had to be.' },
  lucky: { title: 'Where we were lucky', asks: 'What went well this time only by chance, and may not the next time.' },
  complications: { title: 'Complications', asks: 'What came in the way of the plan, and what was done about it.' },
  detection: { title: 'Detection', asks: 'How it was noticed, by whom or what, and how long after it began.' },
  response: { title: 'Response', asks: 'Who acted, in what order, and on what knowledge.' },
  recovery: { title: 'Recovery', asks: 'How the service came back, and how one knew that it had.' },
};

/** `drafted`: as the journal has it; `written`: a person's words stand there. */
export type SectionStanding = 'empty' | 'drafted' | 'written' | 'not-applicable';

export function toSectionStanding({ drafted, written, notApplicable }: ReportSection): SectionStanding {
  if (notApplicable !== undefined) return 'not-applicable';
  if (written !== undefined) return written.trim() === '' ? 'empty' : 'written';
  return drafted.trim() === '' ? 'empty' : 'drafted';
}

export const standingLooks: Readonly<Record<SectionStanding, Look>> = {
  empty: { word: 'Empty', icon: CircleDashed, tone: 'neutral' },
  drafted: { word: 'Drafted', icon: Feather, tone: 'neutral' },
  written: { word: 'Written', icon: PenLine, tone: 'good' },
  'not-applicable': { word: 'Not applicable', icon: CircleOff, tone: 'neutral' },
};
