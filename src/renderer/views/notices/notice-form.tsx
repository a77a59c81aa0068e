/** Planning a notice, or changing when and through what one goes: what it is about, for whom, its channels and its time. */
import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Channel } from '../../../core/notice/channel.ts';
import {
  type Audience,
  type Due,
  type Notice,
  type NoticeKind,
  noticeKindSchema,
  type PlannedNotice,
} from '../../../core/notice/notice.ts';
import { useSeat } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { InstantField } from '../../parts/fields/instant-field.tsx';
import { kindNames } from './notice-looks.ts';
import { fromSpan, type Point, toDue, toSpan } from './span.ts';
import { DueSpanField } from './span-field.tsx';
import { toNotice } from './to-notice.ts';

interface NoticeFormProps {
  readonly state: MaintenanceState;
  /** The one that is changed; a new one where it is absent. */
  readonly notice?: PlannedNotice;
  readonly channels: readonly Channel[];
  readonly onClose: () => void;
}

const firstDue = { kind: 'relative', to: 'window-start', offsetMs: -86_400_000 } as const satisfies Due;

export function NoticeForm({ state, notice, channels, onClose }: NoticeFormProps) {
  const due: Due = notice?.due ?? firstDue;
  const [kind, setKind] = useState<NoticeKind>(notice?.kind ?? 'reminder');
  const [audience, setAudience] = useState<Audience>(notice?.audience ?? 'public');
  const [through, setThrough] = useState<string[]>([...(notice?.channels ?? [])]);
  const [isAt, setAt] = useState(due.kind === 'at');
  const [span, setSpan] = useState(toSpan(due.kind === 'relative' ? due.offsetMs : firstDue.offsetMs));
  const [point, setPoint] = useState<Point>(due.kind === 'relative' ? due.to : firstDue.to);
  const [atMs, setAtMs] = useState(due.kind === 'at' ? due.atMs : undefined);
  const asking = useAsking();
  // Where it goes is chosen at the leader's console alone.
  const maySteer = useSeat(state).visitor === undefined;
  const fitting = channels.filter((one) => one.audience === 'internal' || audience === 'public');
  const names = [...new Set([...fitting.map(({ name }) => name), ...through])];
  const chosen = isAt ? toDue(atMs) : ({ kind: 'relative', to: point, offsetMs: fromSpan(span) } as const);
  async function save() {
    if (chosen === undefined) return;
    const planned: Notice = {
      ...(notice === undefined ? { id: `n-${crypto.randomUUID()}` } : toNotice(notice)),
      kind,
      audience,
      channels: through,
      due: chosen,
    };
    const verb = notice === undefined ? 'notice.plan' : 'notice.change';
    if ((await asking.ask(verb, { maintenance: state.id, notice: planned })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={notice === undefined ? 'Add a notice' : `${kindNames[kind]}: ${maySteer ? 'time and channels' : 'time'}`}
      deed={notice === undefined ? 'Add it' : 'Change it'}
      isReady={chosen !== undefined}
      asking={asking}
      onDo={() => void save()}
      onClose={onClose}
    >
      {notice === undefined ? (
        <>
          <Select
            label="What it tells"
            data={noticeKindSchema.options.map((value) => ({ value, label: kindNames[value] }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => setKind(value ?? kind)}
          />
          <div>
            <span className={dialogs['label']}>For whom</span>
            <SegmentedControl
              aria-label="For whom"
              value={audience}
              onChange={setAudience}
              data={[
                { value: 'public', label: 'Public' },
                { value: 'internal', label: 'Internal' },
              ]}
            />
          </div>
        </>
      ) : null}
      {maySteer ? (
        <MultiSelect
          label="Channels"
          description={names.length === 0 ? 'None is set up yet: it can be copied by hand.' : undefined}
          data={names}
          value={through}
          onChange={setThrough}
        />
      ) : null}
      <SegmentedControl
        aria-label="How its time is said"
        value={isAt ? 'at' : 'relative'}
        onChange={(value) => setAt(value === 'at')}
        data={[
          { value: 'relative', label: 'Counted from the maintenance' },
          { value: 'at', label: 'At a time' },
        ]}
      />
      {isAt ? (
        <InstantField
          label="Due"
          zone={state.schedule.window?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
          atMs={atMs}
          isRequired
          onChange={setAtMs}
        />
      ) : (
        <DueSpanField
          span={span}
          point={point}
          onChange={(next, from) => {
            setSpan(next);
            setPoint(from);
          }}
        />
      )}
    </DeedDialog>
  );
}
