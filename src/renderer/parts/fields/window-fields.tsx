/** A window as it is typed: start, end and zone, with its length beside them. */
import { Select } from '@mantine/core';
import { readWindow, type WindowDraft, withZone } from '../../model/window-draft.ts';
import dialogs from '../dialogs/dialog.module.css';
import { toSpanText, toUtcText } from '../time/times.ts';
import { LocalTimeField } from './local-time-field.tsx';

interface WindowFieldsProps {
  readonly draft: WindowDraft;
  readonly onChange: (draft: WindowDraft) => void;
  readonly isFirst?: boolean;
}

export function WindowFields({ draft, onChange, isFirst = false }: WindowFieldsProps) {
  const { window, problem } = readWindow(draft);
  return (
    <>
      <div className={dialogs['halves']}>
        <LocalTimeField
          label="Start"
          zone={draft.zone}
          text={draft.start}
          isFirst={isFirst}
          onChange={(text) => onChange({ ...draft, start: text })}
        />
        <LocalTimeField
          label="End"
          zone={draft.zone}
          text={draft.end}
          onChange={(text) => onChange({ ...draft, end: text })}
        />
      </div>
      <Select
        label="Time zone"
        data={zonesWith(draft.zone)}
        value={draft.zone}
        searchable
        limit={60}
        nothingFoundMessage="No time zone goes by that name"
        allowDeselect={false}
        onChange={(zone) => {
          if (zone !== null) onChange(withZone(draft, zone));
        }}
      />
      <p className={dialogs['small']} role="status">
        {problem === undefined ? null : `This is not a window yet: ${problem}.`}
        {window === undefined
          ? null
          : `${toSpanText(window.endMs - window.startMs)} long, from ${toUtcText(window.startMs).slice(0, 16)} UTC.`}
      </p>
    </>
  );
}

/** The zone this machine keeps its clocks by: where a person who names none most likely is. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const zones = [...new Set(['UTC', ownZone(), ...Intl.supportedValuesOf('timeZone')])];

function zonesWith(zone: string): string[] {
  return zones.includes(zone) ? zones : [zone, ...zones];
}
