/** One kind of change: its name, and its validations one beneath the other, each for a person or answered by a script. */
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Preset, type PresetItem, presetSchema, toPresetId } from '../../../core/change/presets.ts';
import type { Asking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { LinesField, SpanField, StatusesField } from '../../parts/fields/parsed-fields.tsx';
import { HostsField } from '../plan/hosts-field.tsx';
import { ScriptEditor } from '../plan/script-editor.tsx';
import classes from './settings-room.module.css';

interface KindDialogProps {
  /** Its id is empty where it is new: it comes from the name. */
  readonly first: Preset;
  readonly others: readonly Preset[];
  readonly isOvertaken: boolean;
  readonly asking: Asking;
  readonly onKeep: (preset: Preset) => void;
  readonly onClose: () => void;
}

/** An item's place is its identity until it is kept: its id comes from its text then. */
const blank: PresetItem = { id: '', text: '' };

export function KindDialog({ first, others, isOvertaken, asking, onKeep, onClose }: KindDialogProps) {
  const [name, setName] = useState(first.name);
  const [items, setItems] = useState<readonly PresetItem[]>(first.items.length === 0 ? [blank] : first.items);
  const parsed = presetSchema.safeParse(toPreset(first.id, name, items, others));
  const isNameTaken = others.some((other) => other.name.trim() === name.trim());
  const put = (index: number, next: PresetItem) => setItems(items.map((item, at) => (at === index ? next : item)));
  return (
    <DeedDialog
      title={first.id === '' ? 'Add a kind of change' : 'Kind of change'}
      deed="Keep it"
      size={760}
      isReady={parsed.success && !isNameTaken}
      asking={asking}
      onDo={() => {
        if (parsed.success) onKeep(parsed.data);
      }}
      onClose={onClose}
    >
      {isOvertaken ? <p role="alert">Somebody has changed it meanwhile: to keep this writes over that.</p> : null}
      <TextInput
        label="Name"
        data-autofocus
        required
        maxLength={200}
        value={name}
        error={isNameTaken ? 'There is a kind of this name already.' : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ul className={classes['items']} aria-label="Its validations">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item's place is its identity until it has an id
          <li key={index}>
            <ItemFields
              item={item}
              number={index + 1}
              onChange={(next) => put(index, next)}
              onRemove={() => setItems(items.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() => setItems([...items, blank])}
        >
          Add a validation
        </Button>
      </div>
    </DeedDialog>
  );
}

interface ItemFieldsProps {
  readonly item: PresetItem;
  readonly number: number;
  readonly onChange: (item: PresetItem) => void;
  readonly onRemove: () => void;
}

function ItemFields({ item, number, onChange, onRemove }: ItemFieldsProps) {
  const { check, ...words } = item;
  return (
    <>
      <div className={classes['item']}>
        <TextInput
          aria-label={`Validation ${number}`}
          placeholder="Login works"
          maxLength={1_000}
          value={item.text}
          onChange={(event) => onChange({ ...item, text: event.currentTarget.value })}
        />
        <Checkbox
          label="by a script"
          aria-label={`A script answers validation ${number}`}
          checked={check !== undefined}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked ? { ...item, check: { script: '', hosts: [], expectation: {} } } : words,
            )
          }
        />
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove validation ${number}`} onClick={onRemove}>
          <Trash2 size={15} aria-hidden="true" />
        </ActionIcon>
      </div>
      {check === undefined ? null : (
        <CheckFields check={check} number={number} onChange={(next) => onChange({ ...item, check: next })} />
      )}
    </>
  );
}

type Check = NonNullable<PresetItem['check']>;

interface CheckFieldsProps {
  readonly check: Check;
  readonly number: number;
  readonly onChange: (check: Check) => void;
}

function CheckFields({ check, number, onChange }: CheckFieldsProps) {
  const { timeoutMs, ...timeless } = check;
  function expect(fields: Partial<Record<keyof Check['expectation'], unknown>>) {
    const said = Object.entries({ ...check.expectation, ...fields }).filter(([, value]) => value !== undefined);
    onChange({ ...check, expectation: Object.fromEntries(said) });
  }
  return (
    <div className={classes['check']}>
      <ScriptEditor
        label={`Script of validation ${number}`}
        value={check.script}
        isReadOnly={false}
        hint="curl -fsS https://shop.example.org/login"
        onChange={(script) => onChange({ ...check, script })}
      />
      <HostsField hosts={check.hosts} isReadOnly={false} onChange={(hosts) => onChange({ ...check, hosts })} />
      <div className={dialogs['halves']}>
        <StatusesField
          label="Exit status"
          value={check.expectation.exitStatus}
          isReadOnly={false}
          onChange={(exitStatus) => expect({ exitStatus })}
        />
        <SpanField
          label="Timeout"
          value={timeoutMs}
          isReadOnly={false}
          onChange={(next) => onChange(next === undefined ? timeless : { ...check, timeoutMs: next })}
        />
      </div>
      <div className={dialogs['halves']}>
        <LinesField
          label="Output matches"
          description="Regular expressions, one a line."
          value={check.expectation.matches}
          isReadOnly={false}
          onChange={(matches) => expect({ matches })}
        />
        <LinesField
          label="Output does not match"
          description="None of these may be found."
          value={check.expectation.lacks}
          isReadOnly={false}
          onChange={(lacks) => expect({ lacks })}
        />
      </div>
    </div>
  );
}

/** A line without a word is none; what has an id keeps it, so that it is not brought twice. */
function toPreset(id: string, name: string, items: readonly PresetItem[], others: readonly Preset[]): Preset {
  const taken = new Set(items.map((item) => item.id));
  const kept: PresetItem[] = [];
  for (const item of items) {
    if (item.text.trim() === '' && item.check === undefined) continue;
    const own = item.id === '' ? toPresetId(item.text, taken) : item.id;
    taken.add(own);
    kept.push({ ...item, id: own });
  }
  return { id: id === '' ? toPresetId(name, new Set(others.map((other) => other.id))) : id, name, items: kept };
}
