/**
 * What each section of a report says by the journal alone, as Markdown: facts, each with a link to its line. Subjects are steps,
 * services and the run; a name stands where somebody decided something, never where something failed.
 */
import { assertNever } from '../result.ts';
import { toEvidenceLink } from './evidence.ts';
import { toWhysText } from './five-whys.ts';
import { toRoundText } from './perfect.ts';
import type { ReportFacts, SectionId, TimelineEntry } from './report.ts';
import { toMinuteText } from './report-time.ts';

const outcomes: Readonly<Record<ReportFacts['outcome'], string>> = {
  completed: 'it completed',
  'completed-with-failures': 'it completed, with steps that had failed',
  'rolled-back': 'it was rolled back',
  aborted: 'it was aborted',
  cancelled: 'it was called off',
  running: 'it goes on',
};

/** So many entries of a kind are listed; the whole timeline is in the report beside the text. */
const listedAtMost = 30;
/** A step that took so much longer than its estimate is worth a line. */
const slowFactor = 1.5;

/** Empty where the journal has nothing to say: what somebody thinks of it does not stand in there. */
export function drawSection(id: SectionId, facts: ReportFacts): string {
  switch (id) {
    case 'summary':
      return toSummary(facts);
    case 'impact':
      return toImpact(facts);
    case 'timeline':
      return toList(facts, facts.timeline.filter(isKey(facts)));
    case 'root-causes':
      return toList(facts, facts.failures, 'What failed, by the log:');
    case 'five-whys':
      return toFirstWhy(facts);
    case 'went-well':
      return toBullets(toReasons(facts, true));
    case 'went-poorly':
      return toBullets([...toReasons(facts, false), ...toSlow(facts)]);
    case 'lucky':
      return '';
    case 'complications':
      return toList(facts, facts.failures);
    case 'detection':
      return toDetection(facts);
    case 'response':
      return toResponse(facts);
    case 'recovery':
      return toRecovery(facts);
    default:
      return assertNever(id);
  }
}

function toSummary({ title, environment, services, leaders, times, zone, outcome, steps }: ReportFacts): string {
  const where = environment === undefined ? '' : ` on ${environment.name}`;
  const what = services.length === 0 ? '' : `, which touches ${services.join(', ')}`;
  const who = leaders.length === 0 ? '' : `, led by ${leaders.join(', ')}`;
  const { plannedWindow, startedAtMs, endedAtMs, overrunMs } = times;
  const planned =
    plannedWindow === undefined
      ? ''
      : ` It was planned from ${toMinuteText(plannedWindow.startMs, zone)} to ${toMinuteText(plannedWindow.endMs, zone)}.`;
  const began = startedAtMs === undefined ? '' : ` It began at ${toMinuteText(startedAtMs, zone)}.`;
  const ended = endedAtMs === undefined ? '' : ` It ended at ${toMinuteText(endedAtMs, zone)}: ${outcomes[outcome]}.`;
  const over = overrunMs === undefined ? '' : ` The window was overrun by ${toRoundText(overrunMs)}.`;
  const done = steps.filter(({ state }) => state === 'succeeded').length;
  const count = steps.length === 0 ? '' : ` ${done} of ${steps.length} steps succeeded.`;
  return `${toPlain(`The maintenance “${title}”${where}${what}${who}.`)}${planned}${began}${ended}${over}${count}`;
}

function toImpact(facts: ReportFacts): string {
  const { outage, services, timeline } = facts;
  if (outage === undefined) return '';
  const until = outage.isOngoing ? ' A service is not marked up again yet, so this still grows.' : '';
  const marks = timeline.filter(({ level }) => level !== undefined);
  const touched = services.length === 0 ? '' : `Affected: ${toPlain(services.join(', '))}. `;
  return [
    `${touched}Total outage, from down to up: ${toRoundText(outage.totalMs)}. Visible outage, from down to partial: ${toRoundText(outage.visibleMs)}.${until}`,
    toBullets(marks.slice(0, listedAtMost).map((entry) => toLine(entry, facts))),
  ].join('\n\n');
}

/** What a reader who has one minute needs: where it began and ended, what failed, what was decided, how the service was. */
function isKey({ decisions, failures }: ReportFacts): (entry: TimelineEntry) => boolean {
  const key = new Set([...decisions, ...failures].map(placeOf));
  return (entry) =>
    entry.level !== undefined || key.has(placeOf(entry)) || /^(The run ended|.* started the run )/.test(entry.text);
}

function toFirstWhy({ failures }: ReportFacts): string {
  const [first] = failures;
  if (first === undefined) return '';
  return toWhysText({ began: toPlain(first.text), answers: [] });
}

function toSlow({ steps }: ReportFacts): readonly string[] {
  return steps.flatMap(({ title, host, estimateMs, actualMs }) => {
    if (estimateMs === undefined || actualMs === undefined || actualMs < estimateMs * slowFactor) return [];
    const where = host === undefined ? '' : ` on ${host}`;
    return [
      `${toPlain(title)}${where} took ${toRoundText(actualMs)}, and was estimated at ${toRoundText(estimateMs)}.`,
    ];
  });
}

function toDetection(facts: ReportFacts): string {
  const { times, detection, failures, zone } = facts;
  const { firstFailureAtMs } = times;
  const [first] = failures;
  if (firstFailureAtMs === undefined || first === undefined) return '';
  const failed = `Something first failed at ${toMinuteText(firstFailureAtMs, zone)}.`;
  if (detection === undefined) return failed;
  const afterMs = Math.max(0, detection.atMs - firstFailureAtMs);
  const by = detection.actor === undefined ? 'by the console' : `by ${detection.actor}`;
  const when = afterMs < 1_000 ? 'at once' : `${toRoundText(afterMs)} later`;
  return `${failed} It was detected ${when}, ${by}: ${toLinked(detection, facts)}`;
}

function toResponse(facts: ReportFacts): string {
  const { rollback, zone } = facts;
  const back =
    rollback === undefined
      ? []
      : [
          toPlain(
            `The rollback was decided by ${rollback.by} at ${toMinuteText(rollback.atMs, zone)}${
              rollback.criterion === undefined ? '' : `, by the criterion “${rollback.criterion}”`
            }: ${rollback.reason.trim().replace(/[.]?$/, '.')}`,
          ),
        ];
  const list = toList(facts, facts.decisions);
  return [...back, ...(list === '' ? [] : [list])].join('\n\n');
}

function toRecovery(facts: ReportFacts): string {
  const { times, timeline, outcome, zone } = facts;
  const { firstFailureAtMs, endedAtMs } = times;
  if (firstFailureAtMs === undefined) return '';
  const up = timeline.findLast(({ level }) => level === 'up');
  const sentences = [
    ...(up === undefined
      ? []
      : [`A service was last marked up at ${toMinuteText(up.atMs, zone)} (${toLink(up, facts)}).`]),
    ...(endedAtMs === undefined
      ? []
      : [
          `The run ended at ${toMinuteText(endedAtMs, zone)}, ${toRoundText(Math.max(0, endedAtMs - firstFailureAtMs))} after the first failure: ${outcomes[outcome]}.`,
        ]),
  ];
  return sentences.join(' ');
}

function toList(facts: ReportFacts, entries: readonly TimelineEntry[], head?: string): string {
  if (entries.length === 0) return '';
  const left = entries.length - listedAtMost;
  const lines = entries.slice(0, listedAtMost).map((entry) => toLine(entry, facts));
  const list = toBullets([...lines, ...(left > 0 ? [`${left} more stand in the timeline.`] : [])]);
  return head === undefined ? list : `${head}\n\n${list}`;
}

function toLine(entry: TimelineEntry, facts: ReportFacts): string {
  return `${toMinuteText(entry.atMs, facts.zone)} ${toLinked(entry, facts)}`;
}

/** The sentence, then its links: to the event, and to the output where there is some. */
function toLinked(entry: TimelineEntry, facts: ReportFacts): string {
  const { rows } = entry;
  const output =
    rows === undefined ? '' : `, [output](${toEvidenceLink(facts.maintenance, { kind: 'output', at: rows.from })})`;
  return `${toPlain(entry.text)} (${toLink(entry, facts)}${output})`;
}

function toLink({ at }: TimelineEntry, { maintenance }: ReportFacts): string {
  const place = 'row' in at ? ({ kind: 'output', at: at.row } as const) : ({ kind: 'event', at: at.event } as const);
  return `[log](${toEvidenceLink(maintenance, place)})`;
}

function placeOf({ at }: TimelineEntry): string {
  return 'row' in at ? `row ${at.row}` : `event ${at.event}`;
}

function toBullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function toReasons({ perfect }: ReportFacts, wanted: boolean): readonly string[] {
  return perfect.reasons.filter(({ holds }) => holds === wanted).map(({ says }) => toPlain(says));
}

/** What somebody typed stays on its line, and is no markup: a note may hold what Markdown would take for a link or a heading. */
function toPlain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<>|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|&(?=#?\w+;)|^(?:[#+-]|\d+(?=[.)]))/gu, '\\$&');
}
