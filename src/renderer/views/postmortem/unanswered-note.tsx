/** What of the report nobody has answered yet: a hint to whoever reviews or publishes it, which stands in nobody's way. */
import type { Report } from '../../../core/postmortem/report.ts';
import { toUnanswered } from '../../../core/postmortem/unanswered.ts';
import { Because } from './because.tsx';

export function UnansweredNote({ report }: { readonly report: Report }) {
  const open = toUnanswered(report);
  return open.length === 0 ? null : <Because>Not answered, and said so in the report: {open.join(', ')}.</Because>;
}
