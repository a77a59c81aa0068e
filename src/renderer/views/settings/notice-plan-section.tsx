/** The team's plan of notices: which ones a new maintenance has from the start, and through which channels each goes. */
import { Button, Loader, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { Channel } from '../../../core/notice/channel.ts';
import type { Audience } from '../../../core/notice/notice.ts';
import type { NoticePlan } from '../../../core/notice/notice-plan.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asked.ts';
import { useAsking } from '../../parts/asking.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import tables from '../../parts/table.module.css';
import { TableHead } from '../../parts/table-head.tsx';
import { toSpanText } from '../../parts/times.ts';
import { kindNames } from '../notices/notice-looks.ts';
import { points } from '../notices/span.ts';
import classes from './settings-room.module.css';

export function NoticePlanSection() {
  const plan = useAsked('noticePlan.show', {}, 'notice');
  const channels = useAsked('channel.list', {}, 'channel');
  const failed = [plan, channels].find(({ failure }) => failure !== undefined);
  return (
    <>
      {failed?.failure === undefined ? null : <FailureNote failure={failed.failure} onRetry={failed.again} />}
      {plan.value === undefined || channels.value === undefined ? (
        <Loader size="sm" />
      ) : (
        <PlanForm shown={plan.value} channels={channels.value.channels.map(({ channel }) => channel)} />
      )}
    </>
  );
}

interface PlanFormProps {
  readonly shown: RequestOutput<'noticePlan.show'>;
  readonly channels: readonly Channel[];
}

/** Each change would begin to count for the next maintenance: what is changed here binds by a press of its own. */
function PlanForm({ shown, channels }: PlanFormProps) {
  const isReadOnly = useIsReadOnly();
  const [edited, edit] = useState<{ readonly plan: NoticePlan; readonly version: number }>();
  const asking = useAsking();
  const plan = edited?.plan ?? shown.plan;
  const change = (next: NoticePlan) => edit({ plan: next, version: edited?.version ?? shown.version });
  async function save() {
    if (edited === undefined) return;
    const saved = await asking.ask('noticePlan.save', { plan: edited.plan, expectedVersion: edited.version });
    if (saved !== undefined) edit(undefined);
  }
  const namesFor = (audience: Audience, chosen: readonly string[]) => [
    ...new Set([
      ...channels.filter((one) => one.audience === 'internal' || audience === 'public').map(({ name }) => name),
      ...chosen,
    ]),
  ];
  return (
    <>
      <div className={classes['bar']}>
        <p role="status">
          {edited !== undefined ? (
            <strong>Changed here, and not in force yet.</strong>
          ) : (
            'Maintenances that are there keep their notices.'
          )}
        </p>
        {edited === undefined ? null : (
          <>
            <Button variant="default" onClick={() => edit(undefined)}>
              Discard
            </Button>
            <Button disabled={isReadOnly} loading={asking.isAsking} onClick={() => void save()}>
              Put it in force
            </Button>
          </>
        )}
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      <section className={classes['card']}>
        <h2>Told when something changes</h2>
        <p className={classes['small']}>
          Changes of schedule, extensions and emergencies get notices of their own; these are their channels.
        </p>
        <div className={classes['fields']}>
          <MultiSelect
            label="To EM and CES"
            data={namesFor('internal', plan.internalChannels)}
            value={plan.internalChannels}
            onChange={(internalChannels) => change({ ...plan, internalChannels })}
          />
          <MultiSelect
            label="To the public"
            data={namesFor('public', plan.publicChannels)}
            value={plan.publicChannels}
            onChange={(publicChannels) => change({ ...plan, publicChannels })}
          />
        </div>
      </section>
      <table className={tables['table']}>
        <TableHead columns={['Notice', 'For', 'Due', 'Channels']} />
        <tbody>
          {plan.notices.map((notice) => (
            <tr key={notice.id}>
              <td>{kindNames[notice.kind]}</td>
              <td>{notice.audience === 'public' ? 'Public' : 'Internal'}</td>
              <td>{toDueWords(notice.due)}</td>
              <td className={classes['planChannels']}>
                <MultiSelect
                  size="xs"
                  aria-label={`Channels of ${notice.id}`}
                  placeholder={notice.channels.length === 0 ? 'none' : ''}
                  data={namesFor(notice.audience, notice.channels)}
                  value={notice.channels}
                  onChange={(through) =>
                    change({
                      ...plan,
                      notices: plan.notices.map((one) => (one.id === notice.id ? { ...one, channels: through } : one)),
                    })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function toDueWords(due: NoticePlan['notices'][number]['due']): string {
  switch (due.kind) {
    case 'announced-ahead':
      return due.marginMs === 0
        ? 'as long ahead as the policy asks for'
        : `${toSpanText(due.marginMs)} before the policy would call it late`;
    case 'relative': {
      const point = points.find(([name]) => name === due.to)?.[1] ?? due.to;
      if (due.offsetMs === 0) return `when ${point}`;
      return `${toSpanText(due.offsetMs)} ${due.offsetMs < 0 ? 'before' : 'after'} ${point}`;
    }
    case 'at':
      return new Date(due.atMs).toISOString();
  }
}
