/**
 * The page by which a bundle is read without Drydock: the viewer from `resources/bundle`, and the log in it as compressed blocks.
 * Its policy lets one script run, by its hash, and nothing be loaded: whatever a host or a person wrote stays text.
 */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { toEventSort, toEventTone } from '../../core/maintenance/event-face.ts';
import { toEventText } from '../../core/maintenance/event-text.ts';
import { journalEventSchema } from '../../core/maintenance/events.ts';
import { JournalNames } from '../../core/maintenance/names/journal-names.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { toTaskNames } from '../../core/maintenance/task-names.ts';
import { shipped } from '../shipped.ts';
import type { StoredEvent, StoredRow } from '../store/stored.ts';
import type { BundleSource } from './source.ts';

const folder = fileURLToPath(shipped('resources/bundle/'));

/** Rows of the log that are brought along; of a longer one the last. The rest is in the other files, and the page says so. */
const entriesAtMost = 3_000_000;
/** Of the log as it is packed, beyond which no browser would open the page; what comes after is in the other files, and the page says so. */
const logBytesAtMost = 1024 * 1024 * 1024;
const entriesOfBlock = 4_000;
const charactersOfBlock = 2_000_000;

/** As `viewer.js` reads it. */
type Entry =
  | readonly ['o', row: number, atMs: number, task: string, isStderr: 0 | 1, text: string, isPartial: 0 | 1]
  | readonly ['e', seq: number, atMs: number, task: string, sort: string, tone: string, text: string];

/** The page as text, a block at a time. @param bytesAtMost of the log in it, packed */
export function* toViewer(source: BundleSource, bytesAtMost = logBytesAtMost): Generator<string> {
  const read = (name: string) => readFileSync(`${folder}${name}`, 'utf8');
  const [page, style, script] = [read('viewer.html'), read('viewer.css'), `${read('ansi.js')}${read('viewer.js')}`];
  const policy = [
    "default-src 'none'",
    `script-src '${toSourceHash(script)}'`,
    // What lies where is set by the script as a style of single elements, which needs no permission.
    `style-src '${toSourceHash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const [before, after] = page.split('<!--BUNDLE-->') as [string, string];
  yield before.replace('%POLICY%', () => policy).replace('/*STYLE*/', () => style);
  yield `<script type="application/json" id="bundle-about">${toInert(toAbout(source))}</script>\n`;
  let first = 0;
  let bytes = 0;
  for (const entries of toBlocks(toEntries(source))) {
    const packed = gzipSync(JSON.stringify(entries)).toString('base64');
    bytes += packed.length;
    if (bytes > bytesAtMost) {
      const warning = `The log is longer than this page shows: what comes after its first ${first.toLocaleString('en')} rows is in the other files of the bundle.`;
      yield `<script type="application/json" id="bundle-cut">${toInert({ warning })}</script>\n`;
      break;
    }
    yield `<script type="text/plain" class="block" data-first="${first}" data-count="${entries.length}">${packed}</script>\n`;
    first += entries.length;
  }
  yield after.replace('/*SCRIPT*/', () => script);
}

function toSourceHash(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}

/** JSON within HTML: no `<` is left that could end its element or begin another. */
function toInert(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function toAbout({ state, toSeq, toRow, madeAtMs, madeBy, program, pages }: BundleSource) {
  const cut = Math.max(0, toRow + toSeq - entriesAtMost);
  const count = (number: number) => number.toLocaleString('en');
  return {
    title: state.title,
    says: `${state.status.replaceAll('-', ' ')} · ${count(toSeq)} events, ${count(toRow)} lines of output · written ${new Date(madeAtMs).toISOString()} by ${madeBy.name}, Drydock ${program}`,
    ...toWarning(state, cut),
    tasks: toTasks(state),
    pages,
  };
}

function toWarning({ status }: MaintenanceState, cut: number): { readonly warning?: string } {
  const goesOn = ['draft', 'scheduled', 'running', 'rolling-back'].includes(status);
  const warnings = [
    ...(goesOn ? ['This maintenance was not over when the bundle was written: it has all of it until then.'] : []),
    ...(cut > 0
      ? [
          `The log is longer than this page shows: the first ${cut.toLocaleString('en')} rows are in the other files of the bundle.`,
        ]
      : []),
  ];
  return warnings.length === 0 ? {} : { warning: warnings.join(' ') };
}

function toTasks(state: MaintenanceState): Readonly<Record<string, { readonly short: string; readonly long: string }>> {
  const names = toTaskNames(state);
  const ids = [...state.tasks, ...state.errands.map(({ task }) => task)].map(({ id }) => id);
  return Object.fromEntries(
    ids.flatMap((id) => [names.get(id)].flatMap((name) => (name === undefined ? [] : [[id, name]]))),
  );
}

function* toBlocks(entries: Iterable<Entry>): Generator<readonly Entry[]> {
  let block: Entry[] = [];
  let characters = 0;
  for (const entry of entries) {
    block.push(entry);
    characters += (entry[0] === 'o' ? entry[5] : entry[6]).length;
    if (block.length < entriesOfBlock && characters < charactersOfBlock) continue;
    yield block;
    block = [];
    characters = 0;
  }
  if (block.length > 0) yield block;
}

/** Events and rows in the order of the log: an event stands before the row that was the next when it was written. */
function* toEntries(source: BundleSource): Generator<Entry> {
  const { copying, maintenance, toSeq, toRow } = source;
  let skip = Math.max(0, toRow + toSeq - entriesAtMost);
  const names = new JournalNames();
  const events = flat(copying.events(maintenance, toSeq));
  let event = events.next();
  function* eventsBefore(row: number): Generator<Entry> {
    for (; event.done !== true && event.value.row <= row; event = events.next()) {
      const entry = toEventEntry(event.value, names);
      if (skip > 0) skip -= 1;
      else yield entry;
    }
  }
  for (const row of flat(copying.rows(maintenance, toRow))) {
    yield* eventsBefore(row.row);
    if (skip > 0) skip -= 1;
    else yield toRowEntry(row);
  }
  yield* eventsBefore(toRow);
}

function* flat<T>(pages: Iterable<readonly T[]>): Generator<T, undefined> {
  for (const page of pages) yield* page;
  return undefined;
}

function toRowEntry({ row, atMs, task, stream, bytes }: StoredRow): Entry {
  const isWhole = bytes.at(-1) === 0x0a;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8', 0, isWhole ? buffer.length - 1 : buffer.length);
  return ['o', row, atMs, task, stream === 'stderr' ? 1 : 0, text, isWhole ? 0 : 1];
}

/** An event that this Drydock does not know is shown by what it is called. */
function toEventEntry(stored: StoredEvent, names: JournalNames): Entry {
  const parsed = journalEventSchema.safeParse(stored);
  if (!parsed.success) return ['e', stored.seq, stored.atMs, '', 'system', 'neutral', stored.type];
  const event = parsed.data;
  names.learn(event);
  const task = 'task' in event.data && event.data.task !== undefined ? event.data.task : '';
  const says = toEventText(event, names.at(event.seq));
  return ['e', event.seq, event.atMs, task, toEventSort(event), toEventTone(event), says];
}
