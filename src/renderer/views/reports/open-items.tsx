/** Improvements of all reports: those open and overdue first, each with what has become of it, to be settled right here. */
import { Anchor, Switch } from '@mantine/core';
import { CalendarX } from 'lucide-react';
import { useState } from 'react';
import type { ReportSummary } from '../../../contract/report-shapes.ts';
import type { ActionItem } from '../../../core/postmortem/report.ts';
import { isOverdue } from '../../../core/postmortem/statistics.ts';
import { toHash } from '../../frame/route.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { ItemStateSelect } from '../postmortem/item-state-select.tsx';
import { SendItems } from '../postmortem/item-tools.tsx';
import { itemKindNames } from '../postmortem/report-words.ts';
import classes from './reports.module.css';

interface OpenItemsProps {
  readonly rows: readonly ReportSummary[];
  readonly today: string;
}

const shownItems = 300;

interface Listed {
  readonly row: ReportSummary;
  readonly item: ActionItem;
}

export function OpenItems({ rows, today }: OpenItemsProps) {
  const [isAll, setAll] = useState(false);
  const asking = useAsking();
  const isReadOnly = useIsReadOnly();
  const items = rows
    .flatMap((row) => row.actionItems.map((item): Listed => ({ row, item })))
    .filter(({ item }) => isAll || item.state === 'open')
    .toSorted(byUrgency);
  return (
    <div className={classes['items']}>
      <div className={classes['itemsHead']}>
        <Switch
          size="xs"
          label="Done and dropped ones too"
          checked={isAll}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        {isReadOnly || items.length === 0 ? null : (
          <SendItems of={rows.map(({ maintenance, actionItems }) => ({ maintenance, items: actionItems }))} />
        )}
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {items.length === 0 ? (
        <p className={classes['none']}>
          {rows.some(({ actionItems }) => actionItems.length > 0)
            ? 'None is open: everything these reports asked for is done or dropped.'
            : 'No report that passes has action items. They are added on the page Action items of a report.'}
        </p>
      ) : (
        <div className={classes['scroll']}>
          <table className={tables['table']}>
            <TableHead columns={['Item', 'Kind', 'Owner', 'Due', 'Of', 'State']} />
            <tbody>
              {items.slice(0, shownItems).map(({ row, item }) => (
                <tr key={`${row.maintenance} ${item.id}`}>
                  <td>
                    {item.title}
                    {item.link === undefined ? null : (
                      <div>
                        <Anchor href={item.link} target="_blank" rel="noreferrer noopener" size="xs">
                          {item.link}
                        </Anchor>
                      </div>
                    )}
                  </td>
                  <td className={tables['still']}>{itemKindNames[item.kind]}</td>
                  <td className={tables['still']}>{item.owner}</td>
                  <td className={tables['still']}>
                    <Due item={item} today={today} />
                  </td>
                  <td>
                    <a
                      href={toHash({
                        room: 'maintenance',
                        id: row.maintenance,
                        tab: 'post-mortem',
                        part: 'action-items',
                      })}
                    >
                      {row.title}
                    </a>
                  </td>
                  <td className={tables['still']}>
                    <ItemStateSelect
                      maintenance={row.maintenance}
                      item={item}
                      asking={asking}
                      isReadOnly={isReadOnly}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {items.length > shownItems ? <p className={classes['none']}>and {items.length - shownItems} more</p> : null}
        </div>
      )}
    </div>
  );
}

function Due({ item, today }: { readonly item: ActionItem; readonly today: string }) {
  if (item.due === undefined) return <span className={tables['none']}>none</span>;
  if (!isOverdue(item, today)) return item.due;
  return (
    <span data-tone="bad" className={classes['toned']}>
      <CalendarX size={13} aria-hidden="true" /> {item.due}, overdue
    </span>
  );
}

/** Open before settled; then by the day it is due, those without one last. */
function byUrgency({ item: a }: Listed, { item: b }: Listed): number {
  const settled = Number(a.state !== 'open') - Number(b.state !== 'open');
  return settled || (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.title.localeCompare(b.title);
}
