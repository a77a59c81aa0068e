/** The live log with what belongs to it: filter, search, follow and pause, wrapping, and what can be done with the lines picked. */
import { Button, CloseButton, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { ArrowDownToLine, Copy, Eye, Link2, MessageSquarePlus, Pause, Quote, SquarePen, WrapText } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LogRow, SearchHit } from '../../../contract/shapes.ts';
import { copyLimit, type LogModel, type LogPlace } from '../../model/log-model.ts';
import { useModel } from '../../model/react.tsx';
import { FailureNote } from '../asking/failure-note.tsx';
import classes from './log.module.css';
import { type FilterChoices, LogFilterMenu } from './log-filter-menu.tsx';
import { LogHits } from './log-hits.tsx';
import { createLogPane, type LogPane } from './log-pane.ts';
import { attachPicking, toCopyText, writeClipboard } from './log-picking.ts';
import { LogSearchBar } from './log-search-bar.tsx';
import type { RowFace } from './row-painter.ts';

interface LogViewProps {
  readonly log: LogModel;
  /** Another function means that what rows say has changed. */
  readonly toFace: (row: LogRow) => RowFace | undefined;
  readonly toWhere: (hit: SearchHit) => string;
  readonly choices: () => FilterChoices;
  /** The address of a place, for the clipboard. */
  readonly toLink: (place: LogPlace) => string;
  /** A note about the line picked; absent where none can be written. */
  readonly onNote?: ((place: LogPlace) => void) | undefined;
  /** Says something about the line picked to the others, or that one has seen it; absent where that cannot be said. */
  readonly onComment?: ((place: LogPlace) => void) | undefined;
  readonly onSeen?: ((place: LogPlace) => void) | undefined;
  /** Takes the lines picked somewhere else, in full; absent where nothing takes them. */
  readonly onQuote?: ((rows: readonly LogRow[]) => void) | undefined;
  /** What to say while there is nothing in the log. */
  readonly emptyWords: string;
}

export function LogView(props: LogViewProps) {
  const { log, toFace, toWhere, choices, toLink, onNote, onComment, onSeen, onQuote, emptyWords } = props;
  const mount = useRef<HTMLDivElement>(null);
  const pane = useRef<LogPane | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const count = useRef<HTMLSpanElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const empty = useRef<HTMLDivElement>(null);
  const face = useRef(toFace);
  const acts = useRef({ copy: () => {}, copyLink: () => {}, quote: () => {} });
  const [isWrapped, setWrapped] = useState(false);
  const [isListed, setListed] = useState(false);
  const isFollowing = useModel(log, (view) => view.isFollowing);
  const failure = useModel(log, (view) => view.failure);
  const pick = useModel(log, (view) => view.pick);

  useEffect(() => {
    const made = createLogPane({
      model: log,
      toFace: (row) => face.current(row),
      onDraw({ total, newRows, isKnown }) {
        write(count.current, isKnown ? `${total.toLocaleString()} ${total === 1 ? 'line' : 'lines'}` : '');
        write(more.current?.lastElementChild, `${newRows.toLocaleString()} new ${newRows === 1 ? 'line' : 'lines'}`);
        if (more.current !== null) more.current.hidden = newRows === 0;
        if (empty.current !== null) empty.current.hidden = !isKnown || total > 0;
      },
    });
    attachPicking({
      model: log,
      pane: made,
      onCopy: () => acts.current.copy(),
      onCopyLink: () => acts.current.copyLink(),
      onQuote: () => acts.current.quote(),
    });
    mount.current?.prepend(made.element);
    pane.current = made;
    return () => {
      made.end();
      made.element.remove();
      pane.current = undefined;
    };
  }, [log]);

  useEffect(() => {
    face.current = toFace;
    pane.current?.repaint();
  }, [toFace]);
  useEffect(() => pane.current?.setWrap(isWrapped), [isWrapped]);
  useHotkeys([
    ['/', () => field.current?.focus()],
    ['mod+F', () => field.current?.focus()],
  ]);

  const focused = (): LogPlace | undefined => {
    const row = pick === undefined ? undefined : log.windows.row(pick.focus);
    if (row === undefined) return undefined;
    return row.kind === 'output' ? { kind: row.kind, at: row.row } : { kind: row.kind, at: row.seq };
  };
  acts.current = {
    copy() {
      if (pick !== undefined) void copyLines(log, pick, face.current);
    },
    copyLink() {
      const place = focused();
      if (place !== undefined) void tell(writeClipboard(toLink(place)), 'Link copied');
    },
    quote() {
      if (pick === undefined || onQuote === undefined) return;
      const { anchor, focus } = pick;
      void log.read(Math.min(anchor, focus), Math.max(anchor, focus)).then(({ rows }) => onQuote(rows));
    },
  };

  return (
    <section className={classes['log']} aria-label="Log">
      <div className={classes['toolbar']} role="toolbar" aria-label="Log">
        <LogFilterMenu log={log} choices={choices} />
        <LogSearchBar
          log={log}
          field={field}
          isListed={isListed}
          onList={setListed}
          onLeave={() => pane.current?.element.focus()}
        />
        <span className={classes['count']} ref={count} />
        <Tooltip label="Wrap long lines">
          <Button
            size="compact-sm"
            variant={isWrapped ? 'light' : 'default'}
            aria-label="Wrap long lines"
            aria-pressed={isWrapped}
            onClick={() => setWrapped(!isWrapped)}
          >
            <WrapText size={14} aria-hidden="true" />
          </Button>
        </Tooltip>
        <Button
          size="compact-sm"
          variant={isFollowing ? 'light' : 'default'}
          aria-pressed={isFollowing}
          leftSection={
            isFollowing ? <Pause size={13} aria-hidden="true" /> : <ArrowDownToLine size={13} aria-hidden="true" />
          }
          onClick={() => (isFollowing ? log.pause() : log.follow())}
        >
          {isFollowing ? 'Pause' : 'Follow'}
        </Button>
      </div>
      {isListed ? <LogHits log={log} toWhere={toWhere} /> : null}
      {failure === undefined ? null : (
        <FailureNote failure={failure} meaning="The log below is as it was last read; nothing of it is lost." />
      )}
      <div className={classes['log']} ref={mount}>
        <div className={classes['empty']} ref={empty} hidden>
          {emptyWords}
        </div>
        <button type="button" className={classes['newRows']} ref={more} hidden onClick={() => log.follow()}>
          <ArrowDownToLine size={13} aria-hidden="true" />
          <span />
        </button>
        {pick === undefined ? null : (
          <div className={classes['pickBar']} role="toolbar" aria-label="Lines picked">
            <span>{toPickText(Math.abs(pick.anchor - pick.focus) + 1)}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<Copy size={12} />}
              onClick={() => acts.current.copy()}
            >
              Copy
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<Link2 size={12} />}
              onClick={() => acts.current.copyLink()}
            >
              Copy link
            </Button>
            {onQuote === undefined ? null : (
              <Button
                size="compact-xs"
                variant="light"
                leftSection={<Quote size={12} />}
                onClick={() => acts.current.quote()}
              >
                Quote
              </Button>
            )}
            <PlaceButton label="Comment" icon={<MessageSquarePlus size={12} />} place={focused} onPress={onComment} />
            <PlaceButton label="Seen" icon={<Eye size={12} />} place={focused} onPress={onSeen} />
            <PlaceButton label="Note" icon={<SquarePen size={12} />} place={focused} onPress={onNote} />
            <CloseButton size="xs" aria-label="Let go of the lines" onClick={() => log.unpick()} />
          </div>
        )}
      </div>
    </section>
  );
}

interface PlaceButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly place: () => LogPlace | undefined;
  readonly onPress: ((place: LogPlace) => void) | undefined;
}

/** Nothing at all where it cannot be done. */
function PlaceButton({ label, icon, place, onPress }: PlaceButtonProps) {
  if (onPress === undefined) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={icon}
      onClick={() => {
        const at = place();
        if (at !== undefined) onPress(at);
      }}
    >
      {label}
    </Button>
  );
}

function write(element: Element | null | undefined, words: string): void {
  if (element && element.textContent !== words) element.textContent = words;
}

const toPickText = (count: number) => (count === 1 ? '1 line' : `${count.toLocaleString()} lines`);

async function copyLines(
  log: LogModel,
  { anchor, focus }: { readonly anchor: number; readonly focus: number },
  toFace: (row: LogRow) => RowFace | undefined,
): Promise<void> {
  const { rows, isCut } = await log.read(Math.min(anchor, focus), Math.max(anchor, focus));
  const done = isCut ? `Copied the first ${toPickText(copyLimit)} only` : `Copied ${toPickText(rows.length)}`;
  await tell(writeClipboard(toCopyText(rows, toFace)), done);
}

async function tell(copying: Promise<void>, done: string): Promise<void> {
  try {
    await copying;
    notifications.show({ message: done, autoClose: 2_000 });
  } catch (cause) {
    notifications.show({
      color: 'red',
      title: 'Nothing was copied',
      message: cause instanceof Error ? cause.message : String(cause),
    });
  }
}
