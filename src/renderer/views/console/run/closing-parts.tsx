/** What completion still waits for (`CHG-7`): each part named, and where it is a matter of saying, said right here. */
import { Button, TextInput } from '@mantine/core';
import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { ClosingItem } from '../../../../core/change/closing.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { useAsking } from '../../../parts/asking/asking.ts';
import { FailureNote } from '../../../parts/asking/failure-note.tsx';
import classes from './closing-parts.module.css';

interface ClosingPartsProps {
  readonly state: MaintenanceState;
  readonly items: readonly ClosingItem[];
}

export function ClosingParts({ state, items }: ClosingPartsProps) {
  if (items.length === 0) return null;
  return (
    <ul className={classes['parts']} aria-label="What completion waits for">
      {items.map((item) => (
        <Part key={item.part} state={state} item={item} />
      ))}
    </ul>
  );
}

function Part({ state, item }: { readonly state: MaintenanceState; readonly item: ClosingItem }) {
  const Icon = item.isDone ? CircleCheck : CircleX;
  return (
    <li data-tone={item.isDone ? 'good' : 'bad'}>
      <Icon size={15} aria-hidden="true" className={classes['icon']} />
      <div className={classes['words']}>
        {item.says}
        {item.action === undefined ? null : <small>{item.action}</small>}
        {item.isDone || item.part === 'checklist' ? null : <SayPart state={state} part={item.part} />}
      </div>
    </li>
  );
}

interface SayPartProps {
  readonly state: MaintenanceState;
  readonly part: Exclude<ClosingItem['part'], 'checklist'>;
}

const labels: Readonly<Record<SayPartProps['part'], string>> = {
  'owners-know': 'How the owners were told',
  'issues-recorded': 'Where open issues are recorded',
  'support-knows': 'Who of support was told what',
};

function SayPart({ state, part }: SayPartProps) {
  const [text, setText] = useState('');
  const asking = useAsking();
  return (
    <>
      <div className={classes['say']}>
        <TextInput
          size="xs"
          aria-label={labels[part]}
          placeholder={labels[part]}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Say so: ${labels[part]}`}
          disabled={text.trim() === ''}
          loading={asking.isAsking}
          onClick={() => void asking.ask('closing.say', { maintenance: state.id, part, text: text.trim() })}
        >
          Say so
        </Button>
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
    </>
  );
}
