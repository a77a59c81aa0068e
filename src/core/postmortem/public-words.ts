/** What of a section may be told to everybody: the words of people, and in the place of drafts, which name people, hosts and steps, facts that are anybody's. */
import { toRoundText } from './perfect.ts';
import type { ReportFacts, ReportSection } from './report.ts';
import { toMinuteText } from './report-time.ts';

export interface PublicParts {
  /** In the place of the draft, or of those of its lines that somebody left in what they wrote; empty where there is nothing to tell. */
  readonly told: string;
  /** What people wrote beside them, as Markdown. */
  readonly own: string;
}

export function toPublicParts(section: ReportSection, facts: ReportFacts): PublicParts {
  const { drafted, written = drafted } = section;
  const drawn = new Set(drafted.split('\n').filter((line) => line.trim() !== ''));
  const lines = written.split('\n');
  return {
    told: lines.some((line) => drawn.has(line)) ? toPublicFacts(section, facts) : '',
    own: lines
      .filter((line) => !drawn.has(line))
      .join('\n')
      .trim(),
  };
}

/** When, of what, how much longer than announced, and for how long services were away. */
function toPublicFacts({ id }: ReportSection, { services, times, zone, outage }: ReportFacts): string {
  const { startedAtMs, endedAtMs, overrunMs } = times;
  if (id === 'summary' && startedAtMs !== undefined && endedAtMs !== undefined) {
    const of = services.length === 0 ? '' : ` of ${services.join(', ')}`;
    const over = overrunMs === undefined ? '' : ` It took ${toRoundText(overrunMs)} longer than was announced.`;
    return `There was a maintenance${of} from ${toMinuteText(startedAtMs, zone)} to ${toMinuteText(endedAtMs, zone)}.${over}`;
  }
  if (id === 'impact' && outage !== undefined && outage.totalMs > 0) {
    const what = services.length === 0 ? 'Services' : services.join(', ');
    return `${what} could not be used for ${toRoundText(outage.visibleMs)}, and not in full for ${toRoundText(outage.totalMs)}.`;
  }
  return '';
}
