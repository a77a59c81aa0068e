/** What each section of a report says by the journal alone. Subjects are steps, services and the run: names stand where somebody decided. */

import { assertNever } from '../result.ts';
import { toLocalTimeText } from '../schedule/local-time.ts';
import { toDurationText } from '../text/duration.ts';
import { toRoundText } from './perfect.ts';
import type { ReportFacts, SectionId } from './report.ts';

const outcomes: Readonly<Record<ReportFacts['outcome'], string>> = {
  completed: 'it completed',
  'completed-with-failures': 'it completed with failures',
  'rolled-back': 'it was rolled back',
  aborted: 'it was aborted',
  cancelled: 'it was called off',
  running: 'it goes on',
};

/** Markdown; empty where the journal has nothing to say, for what somebody thinks of it is not in there. */
export function drawSection(id: SectionId, facts: ReportFacts): string {
  switch (id) {
    case 'summary':
      return toSummary(facts);
    case 'impact':
      return toImpact(facts);
    case 'timeline':
    case 'root-causes':
    case 'five-whys':
    case 'went-well':
    case 'went-poorly':
    case 'lucky':
    case 'complications':
    case 'detection':
    case 'response':
    case 'recovery':
      return '';
    default:
      return assertNever(id);
  }
}

function toSummary({ title, times, zone, outcome }: ReportFacts): string {
  const began = times.startedAtMs === undefined ? '' : ` It began at ${toLocalTimeText(times.startedAtMs, zone)}.`;
  const ended =
    times.endedAtMs === undefined
      ? ''
      : ` It ended at ${toLocalTimeText(times.endedAtMs, zone)}: ${outcomes[outcome]}.`;
  const over = times.overrunMs === undefined ? '' : ` The window was overrun by ${toRoundText(times.overrunMs)}.`;
  return `“${title}”.${began}${ended}${over}`;
}

function toImpact({ outage }: ReportFacts): string {
  if (outage === undefined) return '';
  return `Total outage: ${toDurationText(outage.totalMs)}. Visible outage: ${toDurationText(outage.visibleMs)}.`;
}
