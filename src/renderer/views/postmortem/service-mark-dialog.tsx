/** Marking how a service stands, or stood since an instant. */
import { Autocomplete, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type ServiceLevel, serviceLevelSchema } from '../../../core/postmortem/report.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { InstantField } from '../../parts/fields/instant-field.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { levelLooks } from './report-words.ts';
import { toServices } from './services.ts';

interface ServiceMarkDialogProps {
  readonly state: MaintenanceState;
  readonly service?: string;
  readonly onClose: () => void;
}

export function ServiceMarkDialog({ state, service: first, onClose }: ServiceMarkDialogProps) {
  const services = toServices(state);
  const [service, setService] = useState(first ?? services[0] ?? '');
  const [level, setLevel] = useState<ServiceLevel>('down');
  const [isNow, setNow] = useState(true);
  const [atMs, setAtMs] = useState<number>();
  const [note, setNote] = useState('');
  const asking = useAsking();
  const zone = state.schedule.window?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  async function mark() {
    const said = {
      maintenance: state.id,
      service: service.trim(),
      level,
      ...(isNow || atMs === undefined ? {} : { atMs }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    };
    if ((await asking.ask('serviceState.mark', said)) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="How a service stood"
      deed="Mark it"
      isReady={service.trim() !== '' && (isNow || atMs !== undefined)}
      asking={asking}
      onDo={() => void mark()}
      onClose={onClose}
    >
      <Autocomplete
        label="Service"
        required
        data={[...services]}
        value={service}
        onChange={setService}
        data-autofocus
      />
      <div>
        <span className={dialogs['label']}>It was</span>
        <SegmentedControl
          fullWidth
          aria-label="How it stood"
          data={serviceLevelSchema.options.map((value) => ({ value, label: levelLooks[value].word }))}
          value={level}
          onChange={(value) => setLevel(value as ServiceLevel)}
        />
      </div>
      <SegmentedControl
        aria-label="Since when"
        data={[
          { value: 'now', label: 'From now on' },
          { value: 'since', label: 'Since an earlier time' },
        ]}
        value={isNow ? 'now' : 'since'}
        onChange={(value) => setNow(value === 'now')}
      />
      {isNow ? null : <InstantField label="Since" zone={zone} atMs={atMs} isRequired onChange={setAtMs} />}
      <WordsField label="Note" value={note} onChange={setNote} />
    </DeedDialog>
  );
}
