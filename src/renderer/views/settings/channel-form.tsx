/** Adding a channel or changing one: what is asked depends on its kind; its secrets are given afterwards, apart. */
import { Checkbox, MultiSelect, NativeSelect, SegmentedControl, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Channel, type ChannelKind, channelSchema } from '../../../core/notice/channel.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { channelKindNames, optionNames } from '../notices/channel-words.ts';
import { type ChannelAnswers, type ChannelField, toAnswers, toChannelInput, toFields } from './channel-fields.ts';
import classes from './settings-room.module.css';

interface ChannelFormProps {
  /** The one that is changed; a new one where it is absent. */
  readonly channel?: Channel;
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

const kinds = Object.entries(channelKindNames).map(([value, label]) => ({ value, label }));
const first: ChannelAnswers = {
  name: '',
  audience: 'internal',
  format: 'slack',
  port: '587',
  security: 'starttls',
  mode: 'section',
  version: '3',
  files: ['page'],
};

export function ChannelForm({ channel, taken, onClose }: ChannelFormProps) {
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'webhook');
  const [answers, setAnswers] = useState<ChannelAnswers>(() => (channel === undefined ? first : toAnswers(channel)));
  const [isSent, setSent] = useState(false);
  const asking = useAsking();
  const parsed = channelSchema.safeParse(toChannelInput(kind, answers));
  const name = String(answers['name']);
  const isTaken = taken.includes(name.trim());
  const answer = (field: string, value: string | readonly string[] | boolean) =>
    setAnswers((before) => ({ ...before, [field]: value }));
  function problemOf(field: string): string | undefined {
    if (!isSent || parsed.success) return undefined;
    return parsed.error.issues.find(({ path }) => path.includes(field))?.message;
  }
  async function save() {
    setSent(true);
    if (!parsed.success || isTaken) return;
    if ((await asking.ask('channel.save', { channel: parsed.data })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={channel === undefined ? 'Add a channel' : `Change “${channel.name}”`}
      deed={channel === undefined ? 'Add it' : 'Save it'}
      size={580}
      asking={asking}
      onDo={() => void save()}
      onClose={onClose}
    >
      <div className={dialogs['halves']}>
        <TextInput
          label="Name"
          required
          data-autofocus
          disabled={channel !== undefined}
          value={name}
          error={isTaken ? `There is a channel called ${name.trim()} already` : problemOf('name')}
          onChange={(event) => answer('name', event.currentTarget.value)}
        />
        <NativeSelect
          label="Kind"
          data={kinds}
          disabled={channel !== undefined}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as ChannelKind)}
        />
      </div>
      <div>
        <span className={dialogs['label']}>Read by</span>
        <SegmentedControl
          aria-label="Read by"
          value={String(answers['audience'])}
          onChange={(value) => answer('audience', value)}
          data={[
            { value: 'internal', label: 'The team' },
            { value: 'public', label: 'The public' },
          ]}
        />
        <p className={classes['small']}>An internal text never goes where the public reads.</p>
      </div>
      {toFields(kind, answers).map((field) => (
        <Field
          key={`${kind} ${field.name}`}
          field={field}
          value={answers[field.name]}
          error={problemOf(field.name)}
          onChange={(value) => answer(field.name, value)}
        />
      ))}
    </DeedDialog>
  );
}

function toOption(value: string) {
  return { value, label: optionNames[value] ?? value };
}

interface FieldProps {
  readonly field: ChannelField;
  readonly value: string | readonly string[] | boolean | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string | readonly string[] | boolean) => void;
}

function Field({ field: { kind, label, hint, options = [], isNeeded = false }, value, error, onChange }: FieldProps) {
  const shared = { label, description: hint, error, required: isNeeded };
  const words = Array.isArray(value) ? [...(value as readonly string[])] : [];
  const text = typeof value === 'string' ? value : '';
  switch (kind) {
    case 'list':
      return <TagsInput {...shared} required={false} withAsterisk={isNeeded} value={words} onChange={onChange} />;
    case 'choices':
      return (
        <MultiSelect
          {...shared}
          required={false}
          withAsterisk={isNeeded}
          data={options.map(toOption)}
          value={words}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          data={options.map(toOption)}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'check':
      return (
        <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case 'long':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'text':
    case 'number':
      return (
        <TextInput
          {...shared}
          inputMode={kind === 'number' ? 'numeric' : 'text'}
          autoComplete="off"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
