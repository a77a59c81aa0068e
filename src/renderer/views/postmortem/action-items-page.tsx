/** Improvements that came of it: each with its kind, who sees to it, until when, where it is tracked, and what has become of it. */
import { ActionIcon, Anchor, Button } from '@mantine/core';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import { type ActionItem, type Report, reportLimits } from '../../../core/postmortem/report.ts';
import type { ReportModel } from '../../model/report-model.ts';
import { type Asking, useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { ActionItemDialog } from './action-item-dialog.tsx';
import { useEditing } from './editing.ts';
import { ItemStateSelect } from './item-state-select.tsx';
import { ItemTools } from './item-tools.tsx';
import classes from './postmortem.module.css';
import { itemKindNames } from './report-words.ts';

interface ActionItemsPageProps {
  readonly model: ReportModel;
  readonly report: Report;
  readonly because: string | undefined;
  /** Whether what has become of an item may be said from here. */
  readonly maySettle: boolean;
  /** Whether a tracker may be spoken to from here. */
  readonly maySend: boolean;
}

export function ActionItemsPage({ model, report: { actionItems }, because, maySettle, maySend }: ActionItemsPageProps) {
  const [open, setOpen] = useState<'new' | ActionItem>();
  const editing = useEditing(model);
  const asking = useAsking();
  const isClosed = because !== undefined;
  const failure = editing.failure ?? asking.failure;
  return (
    <section className={classes['page']} aria-label="Action items">
      <div className={classes['cardHead']}>
        <h2>Action items</h2>
        <Button
          size="compact-sm"
          disabled={isClosed || actionItems.length >= reportLimits.actionItems}
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() => setOpen('new')}
        >
          Add one…
        </Button>
      </div>
      <p className={classes['soft']}>
        What prevents it, finds it sooner, makes it smaller, or mends how the team works. Each has somebody who sees to
        it.
        {because === undefined ? '' : ` ${because}`}
      </p>
      {actionItems.length === 0 ? null : (
        <ItemTools maintenance={model.maintenance} items={actionItems} asking={asking} maySend={maySend} />
      )}
      {failure === undefined ? null : <FailureNote failure={failure} />}
      {actionItems.length === 0 ? (
        <p>None yet. An improvement nobody owns is not made: name who sees to it, and until when.</p>
      ) : (
        <table className={tables['table']}>
          <TableHead columns={['Item', 'Owner', 'State']} hasActions />
          <tbody>
            {actionItems.map((item) => (
              <ItemRow
                key={item.id}
                item={item}
                isClosed={isClosed}
                onChange={() => setOpen(item)}
                onRemove={() => void editing.edit('actionItem.remove', { item: item.id })}
                maintenance={model.maintenance}
                asking={asking}
                maySettle={maySettle}
              />
            ))}
          </tbody>
        </table>
      )}
      {open === undefined ? null : (
        <ActionItemDialog model={model} item={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

interface ItemRowProps {
  readonly item: ActionItem;
  readonly isClosed: boolean;
  readonly onChange: () => void;
  readonly onRemove: () => void;
  readonly maintenance: MaintenanceId;
  readonly asking: Asking;
  readonly maySettle: boolean;
}

function ItemRow({ item, isClosed, maintenance, asking, maySettle, onChange, onRemove }: ItemRowProps) {
  const { title, kind, owner, due, link, note } = item;
  return (
    <tr>
      <td>
        {title}
        <div className={classes['soft']}>
          {itemKindNames[kind]}
          {link === undefined ? null : (
            <>
              {' · '}
              <Anchor
                href={link}
                target="_blank"
                rel="noreferrer noopener"
                size="xs"
                className={classes['tracked'] ?? ''}
              >
                {link}
              </Anchor>
            </>
          )}
        </div>
        {note === '' ? null : <div className={classes['soft']}>{note}</div>}
      </td>
      <td className={tables['still']}>
        {owner}
        <div className={classes['soft']}>{due === undefined ? 'no day' : `until ${due}`}</div>
      </td>
      <td className={tables['still']}>
        <ItemStateSelect maintenance={maintenance} item={item} asking={asking} isReadOnly={!maySettle} />
      </td>
      <td className={tables['end']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Change “${title}”`}
          disabled={isClosed}
          onClick={onChange}
        >
          <Pencil size={14} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Remove “${title}”`}
          disabled={isClosed}
          onClick={onRemove}
        >
          <Trash2 size={14} aria-hidden="true" />
        </ActionIcon>
      </td>
    </tr>
  );
}
