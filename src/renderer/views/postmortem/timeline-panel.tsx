/** The right of the post-mortem: what happened, drawn from the journal; any entry is pulled into the text as evidence by a keystroke. */
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { Quote, Search, SquareTerminal } from 'lucide-react';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { TimelineEntry } from '../../../core/postmortem/report.ts';
import { toHash } from '../../frame/route.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { toTimeText, toUtcText } from '../../parts/time/times.ts';
import classes from './postmortem.module.css';
import { levelLooks } from './report-words.ts';
import panel from './timeline-panel.module.css';

/** Drawn at first; a day-long maintenance has thousands, and the search finds them. */
const shownEntries = 200;

export interface TimelineHandle {
  focus(): void;
}

interface TimelinePanelProps {
  readonly id: MaintenanceId;
  readonly entries: readonly TimelineEntry[];
  readonly isCut: boolean;
  /** Absent where nothing can be written now. */
  readonly onQuote: ((entry: TimelineEntry) => void) | undefined;
  readonly onLog: (() => void) | undefined;
  /** Back to where one wrote. */
  readonly onLeave: () => void;
  readonly ref?: Ref<TimelineHandle>;
}

export function TimelinePanel({ id, entries, isCut, onQuote, onLog, onLeave, ref }: TimelinePanelProps) {
  const [typed, setTyped] = useState('');
  const [isWhole, setWhole] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }));
  const words = typed.trim().toLocaleLowerCase('en');
  const found = entries.filter(({ text, actor = '' }) =>
    [text, actor].some((one) => one.toLocaleLowerCase('en').includes(words)),
  );
  const shown = isWhole ? found : found.slice(0, shownEntries);
  const keys = toKeys(shown);

  function quote(entry: TimelineEntry | undefined) {
    if (entry !== undefined) onQuote?.(entry);
  }

  /** The arrows walk the entries' buttons; Enter on one is its press. */
  function rowAt(by: number) {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-walked]') ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    return rows[Math.max(0, at + by)];
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'ArrowDown') rowAt(1)?.focus();
    else if (event.key === 'ArrowUp') rowAt(-1)?.focus();
    else return;
    event.preventDefault();
  }

  return (
    <aside className={panel['timeline']} aria-label="Timeline" onKeyDown={onKeyDown}>
      <div className={panel['timelineHead']}>
        <TextInput
          ref={field}
          size="xs"
          className={classes['grow'] ?? ''}
          aria-label="Find in the timeline"
          placeholder="Find in the timeline"
          leftSection={<Search size={14} aria-hidden="true" />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') quote(shown[0]);
          }}
        />
        {onLog === undefined ? null : (
          <Tooltip label="Lines of the log as evidence">
            <ActionIcon variant="default" size={30} aria-label="Lines of the log as evidence" onClick={onLog}>
              <SquareTerminal size={15} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {shown.length === 0 ? (
        <p className={classes['soft']}>
          {entries.length === 0 ? 'Nothing has happened yet.' : 'Nothing in it goes by these words.'}
        </p>
      ) : (
        <ol className={panel['entries']} ref={list}>
          {shown.map((entry, at) => (
            <Entry key={keys[at]} id={id} entry={entry} isFirst={at === 0} onQuote={onQuote} />
          ))}
        </ol>
      )}
      {found.length > shown.length ? (
        <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>
          All {found.length.toLocaleString('en')}
        </Button>
      ) : null}
      {isCut ? <p className={classes['soft']}>More happened than the timeline holds; the log has all of it.</p> : null}
    </aside>
  );
}

interface EntryProps {
  readonly id: MaintenanceId;
  readonly entry: TimelineEntry;
  readonly isFirst: boolean;
  readonly onQuote: ((entry: TimelineEntry) => void) | undefined;
}

function Entry({ id, entry, isFirst, onQuote }: EntryProps) {
  const { atMs, text, level, at, rows } = entry;
  const spot = toSpot(rows === undefined ? at : { row: rows.from });
  return (
    <li className={panel['entry']}>
      <a
        className={panel['entryTime']}
        href={toHash({ room: 'maintenance', id, tab: 'console', spot })}
        title={`${toUtcText(atMs)}: to its place in the log`}
        data-walked={onQuote === undefined || undefined}
        tabIndex={isFirst || onQuote === undefined ? 0 : -1}
      >
        <time dateTime={new Date(atMs).toISOString()}>{toTimeText(atMs)}</time>
      </a>
      <span className={panel['entryText']}>
        {text} {level === undefined ? null : <Mark look={levelLooks[level]} />}
      </span>
      {onQuote === undefined ? null : (
        <Tooltip label="Quote it in the section (Enter)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            className={panel['entryQuote'] ?? ''}
            aria-label={`Quote: ${text}`}
            data-walked
            tabIndex={isFirst ? 0 : -1}
            onClick={() => onQuote(entry)}
          >
            <Quote size={13} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

function toSpot(at: TimelineEntry['at']): { readonly kind: 'output' | 'event'; readonly at: number } {
  return 'row' in at ? { kind: 'output', at: at.row } : { kind: 'event', at: at.event };
}

/** An event may have several entries: each is told from the others by how often its place came before. */
function toKeys(entries: readonly TimelineEntry[]): readonly string[] {
  const seen = new Map<string, number>();
  return entries.map(({ at }) => {
    const place = JSON.stringify(at);
    const times = (seen.get(place) ?? 0) + 1;
    seen.set(place, times);
    return `${place}-${times}`;
  });
}
