/** Action items taken to a tracker: those tracked nowhere become issues, each once, and of those that are there it is asked how they stand. */
import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import { isToTrack } from '../../../core/postmortem/issues.ts';
import type { ActionItem } from '../../../core/postmortem/report.ts';
import { guessTracker, toIssueNumber } from '../../../core/postmortem/tracker-link.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import content from './dialog-content.module.css';
import classes from './postmortem.module.css';
import { TrackerFields, toTracker, toTrackerAnswers } from './tracker-fields.tsx';
import { type AtTracker, toLookedWords, toOpened, toSentWords } from './tracker-words.ts';

export interface ItemsOf {
  readonly maintenance: MaintenanceId;
  readonly items: readonly ActionItem[];
}

interface TrackerDialogProps {
  /** Of one report, or of several. */
  readonly of: readonly ItemsOf[];
  readonly onClose: () => void;
}

/** As many as leave at once; the next press takes the next. */
const atOnce = 50;

export function TrackerDialog({ of, onClose }: TrackerDialogProps) {
  const [answers, setAnswers] = useState(() =>
    toTrackerAnswers(of.flatMap(({ items }) => items.flatMap(({ link = '' }) => guessTracker(link) ?? [])).at(-1)),
  );
  const [became, setBecame] = useState<ReadonlyMap<string, AtTracker>>(new Map());
  const asking = useAsking();
  const tracker = toTracker(answers);
  const isThere = ({ link }: ActionItem) =>
    link !== undefined && tracker !== undefined && toIssueNumber(tracker, link) !== undefined;
  const rows = of.flatMap(({ maintenance, items }) =>
    items
      .filter((item) => isToTrack(item) || isThere(item) || became.has(toKey(maintenance, item.id)))
      .map((item) => ({ maintenance, item, key: toKey(maintenance, item.id) })),
  );
  const count = rows.filter(({ item }) => isToTrack(item)).length;

  function keep(maintenance: MaintenanceId, found: readonly (readonly [string, AtTracker])[]) {
    setBecame((before) => new Map([...before, ...found.map(([item, at]) => [toKey(maintenance, item), at] as const)]));
  }

  /** Whether to go on with the next report. */
  async function take({ maintenance, items }: ItemsOf): Promise<boolean> {
    if (tracker === undefined) return false;
    const to = { maintenance, tracker };
    const fresh = items.filter(isToTrack).slice(0, atOnce);
    const { token } = answers;
    if (fresh.length > 0) {
      const chosen = { ...to, items: fresh.map(({ id }) => id) };
      if (token === '') {
        const links = await asking.ask('actionItem.links', chosen);
        if (links === undefined) return false;
        keep(
          maintenance,
          links.map(({ item, url }) => [item, toOpened(url)]),
        );
      } else {
        const sent = await asking.ask('actionItem.send', { ...chosen, token });
        if (sent === undefined) return false;
        keep(
          maintenance,
          sent.map((one) => [one.item, toSentWords(one)]),
        );
        if (sent.some(({ outcome }) => outcome === 'refused')) return false;
      }
    }
    const tracked = items.filter(isThere).slice(0, atOnce);
    if (tracked.length === 0 || token === '') return true;
    const seen = await asking.ask('actionItem.look', { ...to, items: tracked.map(({ id }) => id), token });
    if (seen === undefined) return false;
    keep(
      maintenance,
      seen.map((one) => [one.item, toLookedWords(one)]),
    );
    return true;
  }

  async function go() {
    for (const one of of) if (!(await take(one))) return;
  }

  const deed = answers.token === '' ? 'Give the addresses' : count > 0 ? 'Send them' : 'Ask how they stand';
  return (
    <DeedDialog
      title="Send action items to a tracker"
      deed={deed}
      size={720}
      isReady={tracker !== undefined && rows.length > 0 && (answers.token !== '' || count > 0)}
      asking={asking}
      onDo={() => void go()}
      onClose={onClose}
    >
      <TrackerFields answers={answers} onChange={setAnswers} />
      <p className={classes['soft']}>
        {count === 0
          ? 'Every open item is tracked somewhere. Of those at this tracker it is asked how they stand.'
          : `${count === 1 ? 'One is' : `${count} are`} open and tracked nowhere: each is looked for at the tracker first, so that none is made twice.`}
      </p>
      {rows.length === 0 ? null : (
        <div className={content['atTracker']}>
          <table className={tables['table']}>
            <TableHead columns={['Item', 'At the tracker']} />
            <tbody>
              {rows.map(({ key, maintenance, item }) => (
                <TrackerRow
                  key={key}
                  item={item}
                  at={became.get(key)}
                  onDone={() => void asking.ask('actionItem.state', { maintenance, item: item.id, state: 'done' })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DeedDialog>
  );
}

interface TrackerRowProps {
  readonly item: ActionItem;
  readonly at: AtTracker | undefined;
  readonly onDone: () => void;
}

function TrackerRow({ item: { title, link, state }, at, onDone }: TrackerRowProps) {
  const url = link ?? at?.url;
  const opens = url ?? at?.opens;
  return (
    <tr>
      <td>{title}</td>
      <td>
        {at === undefined ? link === undefined ? 'not yet' : null : <Mark look={at.look} />}
        {opens === undefined ? null : (
          <div>
            <Anchor
              href={opens}
              target="_blank"
              rel="noreferrer noopener"
              size="xs"
              className={classes['tracked'] ?? ''}
            >
              {url ?? 'Open it filled in'}
            </Anchor>
          </div>
        )}
        {at?.says === undefined ? null : <div className={classes['soft']}>{at.says}</div>}
        {at?.isClosed === true && state === 'open' ? (
          <Button size="compact-xs" variant="default" onClick={onDone}>
            It is done here too
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function toKey(maintenance: MaintenanceId, item: string): string {
  return `${maintenance} ${item}`;
}
