/** The team's plan of notices: which ones a new maintenance has from the start, and through which channels each goes. */
import { Button, Loader, MultiSelect } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { Channel } from '../../../core/notice/channel.ts';
import type { Audience } from '../../../core/notice/notice.ts';
import type { NoticePlan } from '../../../core/notice/notice-plan.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { toSpanText } from '../../parts/time/times.ts';
import { audienceNames, kindNames } from '../notices/notice-looks.ts';
import { inOrderOfTime, type PlanNotice, toDueWords } from './plan-notice.ts';
import { PlanNoticeDialog } from './plan-notice-dialog.tsx';
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
  const [opened, open] = useState<{ readonly notice: PlanNotice | undefined }>();
  const change = (next: NoticePlan) => edit({ plan: next, version: edited?.version ?? shown.version });
  const put = (notice: PlanNotice) => {
    const isThere = plan.notices.some(({ id }) => id === notice.id);
    const notices = isThere
      ? plan.notices.map((one) => (one.id === notice.id ? notice : one))
      : [...plan.notices, notice];
    change({ ...plan, notices });
  };
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
      <div className={classes['subhead']}>
        <h2 className={classes['heading']}>From the start</h2>
        <Button
          size="compact-sm"
          variant="default"
          disabled={isReadOnly}
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() => open({ notice: undefined })}
        >
          Add a notice…
        </Button>
      </div>
      <table className={tables['table']}>
        <TableHead columns={['Notice', 'For', 'Due', 'Channels', '']} />
        <tbody>
          {inOrderOfTime(plan.notices).map((notice) => (
            <PlanRow
              key={notice.id}
              notice={notice}
              names={namesFor(notice.audience, notice.channels)}
              isReadOnly={isReadOnly}
              onChannels={(channels) => put({ ...notice, channels })}
              onChange={() => open({ notice })}
              onRemove={() => change({ ...plan, notices: plan.notices.filter((one) => one.id !== notice.id) })}
            />
          ))}
        </tbody>
      </table>
      {plan.notices.some(({ kind, audience }) => kind === 'announcement' && audience === 'public') ? null : (
        <p className={classes['small']}>
          Without a public announcement in the plan, somebody has to add one to each maintenance: the policy asks for it
          (POL-10).
        </p>
      )}
      {opened === undefined ? null : (
        <PlanNoticeDialog notice={opened.notice} all={plan.notices} onDone={put} onClose={() => open(undefined)} />
      )}
    </>
  );
}

interface PlanRowProps {
  readonly notice: PlanNotice;
  /** Of the channels it may go through. */
  readonly names: readonly string[];
  readonly isReadOnly: boolean;
  readonly onChannels: (channels: string[]) => void;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

function PlanRow({ notice, names, isReadOnly, onChannels, onChange, onRemove }: PlanRowProps) {
  const called = `${kindNames[notice.kind]}, ${toDueWords(notice.due)}`;
  return (
    <tr>
      <td>{kindNames[notice.kind]}</td>
      <td>{audienceNames[notice.audience]}</td>
      <td>
        {toDueWords(notice.due)}
        <div className={classes['small']}>
          {notice.graceMs === 0 ? 'overdue at once' : `overdue ${toSpanText(notice.graceMs)} later`}
        </div>
      </td>
      <td className={classes['planChannels']}>
        <MultiSelect
          size="xs"
          aria-label={`Channels of ${notice.id}`}
          placeholder={notice.channels.length === 0 ? 'none' : ''}
          data={[...names]}
          value={notice.channels}
          onChange={onChannels}
        />
      </td>
      <td className={tables['end']}>
        {isReadOnly ? null : (
          <Button.Group>
            <Button size="compact-xs" variant="default" aria-label={`Change: ${called}`} onClick={onChange}>
              Change…
            </Button>
            <Button size="compact-xs" variant="default" aria-label={`Remove: ${called}`} onClick={onRemove}>
              Remove
            </Button>
          </Button.Group>
        )}
      </td>
    </tr>
  );
}
