/** Adding a notice to the team's plan, or changing one: what it tells, to whom, when it is due, and when it is overdue. */
import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { Audience } from '../../../core/notice/notice.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { audienceNames, kindNames } from '../notices/notice-looks.ts';
import { fromSpan, type Point, spanUnits, toSpan } from '../notices/span.ts';
import { DueSpanField } from '../notices/span-field.tsx';
import { type PlanNotice, toNoticeId } from './plan-notice.ts';

const kinds: readonly PlanNotice['kind'][] = [
  'announcement',
  'reminder',
  'start',
  'progress',
  'completion',
  'rollback',
  'report',
  'integration-owners',
];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface PlanNoticeDialogProps {
  /** The one that is changed; a new one where it is absent. */
  readonly notice: PlanNotice | undefined;
  readonly all: readonly PlanNotice[];
  readonly onDone: (notice: PlanNotice) => void;
  readonly onClose: () => void;
}

export function PlanNoticeDialog({ notice, all, onDone, onClose }: PlanNoticeDialogProps) {
  const [kind, setKind] = useState<PlanNotice['kind']>(notice?.kind ?? 'reminder');
  const [audience, setAudience] = useState<Audience>(notice?.audience ?? 'public');
  const isAhead = notice?.due.kind === 'announced-ahead';
  const [isByPolicy, setByPolicy] = useState(isAhead);
  const [span, setSpan] = useState(() => toSpan(toOffsetMs(notice)));
  const [point, setPoint] = useState<Point>(notice?.due.kind === 'relative' ? notice.due.to : 'window-start');
  const [grace, setGrace] = useState(() => toSpan(notice?.graceMs ?? hourMs));
  const graceMs = fromSpan({ ...grace, side: 'after' });
  const offsetMs = fromSpan(span);
  const isReady = graceMs <= 31 * dayMs && Math.abs(offsetMs) <= (isByPolicy ? 31 : 365) * dayMs;
  // A channel that the public reads gets no internal text.
  const losesChannels = notice?.audience === 'public' && audience === 'internal' && notice.channels.length > 0;
  return (
    <DeedDialog
      title={notice === undefined ? 'Add a notice to the plan' : `${kindNames[kind]}: for whom and when`}
      deed={notice === undefined ? 'Add it' : 'Change it'}
      isReady={isReady}
      onClose={onClose}
      onDo={() => {
        onDone({
          id: notice?.id ?? toNoticeId(kind, all),
          channels: losesChannels ? [] : (notice?.channels ?? []),
          kind,
          audience,
          due: isByPolicy
            ? { kind: 'announced-ahead', marginMs: Math.abs(offsetMs) }
            : { kind: 'relative', to: point, offsetMs },
          graceMs,
        });
        onClose();
      }}
    >
      {notice === undefined ? (
        <Select
          label="What it tells"
          data={kinds.map((value) => ({ value, label: kindNames[value] }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(value ?? kind)}
        />
      ) : null}
      <div>
        <span className={dialogs['label']}>For whom</span>
        <SegmentedControl
          aria-label="For whom"
          value={audience}
          onChange={setAudience}
          data={[
            { value: 'public', label: audienceNames.public },
            { value: 'internal', label: audienceNames.internal },
          ]}
        />
      </div>
      {losesChannels ? <p className={dialogs['small']}>Its channels are for the public: choose others then.</p> : null}
      <div>
        <span className={dialogs['label']}>Its time is counted from</span>
        <SegmentedControl
          aria-label="Its time is counted from"
          value={isByPolicy ? 'policy' : 'maintenance'}
          onChange={(value) => setByPolicy(value === 'policy')}
          data={[
            { value: 'maintenance', label: 'The maintenance' },
            { value: 'policy', label: 'The policy’s announcement' },
          ]}
        />
      </div>
      {isByPolicy ? (
        <div className={dialogs['halves']}>
          <NumberInput
            label="Earlier than the policy asks for, by"
            min={0}
            max={31}
            value={span.count}
            onChange={(count) => setSpan({ ...span, count: Number(count) })}
          />
          <UnitSelect label="Unit" span={span} onChange={setSpan} />
        </div>
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
      <div className={dialogs['halves']}>
        <NumberInput
          label="Overdue after"
          min={0}
          value={grace.count}
          onChange={(count) => setGrace({ ...grace, count: Number(count) })}
        />
        <UnitSelect label="Unit of overdue" span={grace} onChange={setGrace} />
      </div>
    </DeedDialog>
  );
}

type SpanOf = ReturnType<typeof toSpan>;

function UnitSelect({
  label,
  span,
  onChange,
}: {
  readonly label: string;
  readonly span: SpanOf;
  readonly onChange: (span: SpanOf) => void;
}) {
  return (
    <Select
      label={label}
      data={[...spanUnits]}
      value={span.unit}
      allowDeselect={false}
      onChange={(unit) => onChange({ ...span, unit: unit ?? span.unit })}
    />
  );
}

function toOffsetMs(notice: PlanNotice | undefined): number {
  if (notice === undefined) return -3 * dayMs;
  const { due } = notice;
  if (due.kind === 'announced-ahead') return -due.marginMs;
  return due.kind === 'relative' ? due.offsetMs : 0;
}
