/** Evidence in the text of a report: quoted by value, so that it stays readable anywhere, and linked to where it stands in the log. */
import { type MaintenanceId, maintenanceIdSchema } from '../ids.ts';

/** A line of output, or an event as its sentence. */
export interface EvidenceLine {
  readonly kind: 'output' | 'event';
  /** The permanent number of the row or the event. */
  readonly at: number;
  readonly atMs: number;
  /** Step and host of a line. */
  readonly where?: string;
  readonly text: string;
}

export const evidenceLimits = { lines: 200, lineCharacters: 2_000 } as const;

/** The address of a place in the log, from any page of the console. */
export function toEvidenceLink(maintenance: MaintenanceId, { kind, at }: Pick<EvidenceLine, 'kind' | 'at'>): string {
  return `#/m/${encodeURIComponent(maintenance)}/console?${kind === 'output' ? 'row' : 'event'}=${at}`;
}

export interface EvidencePlace {
  readonly maintenance: MaintenanceId;
  readonly kind: EvidenceLine['kind'];
  readonly at: number;
}

/** `undefined` for an address that leads elsewhere. */
export function parseEvidenceLink(address: string): EvidencePlace | undefined {
  const [, id, kind, at] = /^#\/m\/(m-[a-z0-9]{4,32})\/console\?(row|event)=(\d{1,15})$/.exec(address) ?? [];
  const maintenance = maintenanceIdSchema.safeParse(id).data;
  if (maintenance === undefined) return undefined;
  return { maintenance, kind: kind === 'row' ? 'output' : 'event', at: Number(at) };
}

/** A quotation in Markdown: where and when it stands first, then the words in a block of code. A cut is said. */
export function toEvidenceMarkdown(maintenance: MaintenanceId, lines: readonly EvidenceLine[]): string {
  const [first] = lines;
  if (first === undefined) return '';
  const shown = lines.slice(0, evidenceLimits.lines);
  const texts = shown.map(({ text }) => toShort(text.replace(/\r\n?|\n/g, ' ')));
  const fence = '`'.repeat(Math.max(2, ...texts.map(longestTicks)) + 1);
  const left = lines.length - shown.length;
  return [
    `${toSource(maintenance, first, lines.length)}:`,
    '',
    fence,
    ...texts,
    fence,
    ...(left > 0 ? ['', `and ${left} more lines`] : []),
  ]
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function toSource(maintenance: MaintenanceId, first: EvidenceLine, count: number): string {
  const name = first.kind === 'event' ? `event ${first.at}` : `line ${first.at}`;
  const more = count === 1 ? '' : ` and ${count - 1} after it`;
  const where = first.where === undefined || first.where === '' ? '' : `, ${first.where.replace(/[[\]`*_<>\\]/g, ' ')}`;
  return `[${name}${more}](${toEvidenceLink(maintenance, first)}), ${toSecondText(first.atMs)}${where}`;
}

/** `2026-11-29 02:14:05 UTC`. */
const toSecondText = (atMs: number) => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const longestTicks = (text: string) => Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));

function toShort(text: string): string {
  const { lineCharacters } = evidenceLimits;
  return text.length <= lineCharacters ? text : `${text.slice(0, lineCharacters)} …`;
}
