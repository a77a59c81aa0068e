/** Adding a backup, or changing how it is looked at: which data, made by which tool, where it lies, and its external copies. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { KnownBackup } from '../../../core/backup/backup.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { newPartId } from '../../parts/drafts/part-id.ts';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import { InstantField } from '../../parts/fields/instant-field.tsx';
import { ownZone } from '../../parts/fields/window-fields.tsx';
import { type BackupDraft, type CopyDraft, noSubject, parseDraft, toDraft } from './backup-draft.ts';
import { SubjectFields } from './subject-fields.tsx';

interface BackupFormProps {
  readonly state: MaintenanceState;
  /** What is changed; a new one where it is absent. */
  readonly known: KnownBackup | undefined;
  readonly onClose: () => void;
}

export function BackupForm({ state, known, onClose }: BackupFormProps) {
  const { lists } = useModels();
  const hosts = (useModel(lists, (view) => view.hosts) ?? []).map(({ name }) => name);
  const [draft, setDraft] = useState(() => toDraft(known));
  const [id] = useState(() => known?.id ?? newPartId());
  const [isSent, setSent] = useState(false);
  const asking = useAsking();
  const parsed = parseDraft(draft, known, id);
  const change = (part: Partial<BackupDraft>) => setDraft((now) => ({ ...now, ...part }));
  function problemOf(...path: readonly (string | number)[]): string | undefined {
    if (!isSent || parsed.success) return undefined;
    return parsed.error.issues.find((issue) => path.every((part, at) => issue.path[at] === part))?.message;
  }
  async function record() {
    setSent(true);
    if (!parsed.success) return;
    if ((await asking.ask('backup.record', { maintenance: state.id, backup: parsed.data })) !== undefined) onClose();
  }
  const { tool } = draft.subject;
  const text = (
    field: 'what' | 'place' | 'database' | 'sizeBytes' | 'scratch',
    label: string,
    description?: string,
  ) => (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={draft[field]}
      error={problemOf(...(field === 'database' || field === 'sizeBytes' ? ['expects', field] : [field]))}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const host = (field: 'source' | 'storedOn', label: string) => (
    <Select
      label={label}
      data={hosts}
      value={draft[field] === '' ? null : draft[field]}
      clearable
      searchable
      onChange={(chosen) => change({ [field]: chosen ?? '' })}
    />
  );
  return (
    <DeedDialog
      title={known === undefined ? 'Add a backup' : `Change the backup of ${known.what}`}
      deed={known === undefined ? 'Add it' : 'Save'}
      size={720}
      asking={asking}
      onDo={() => void record()}
      onClose={onClose}
    >
      <div className={dialogs['halves']}>
        <TextInput
          label="Which data"
          required
          data-autofocus
          value={draft.what}
          error={problemOf('what')}
          onChange={(event) => change({ what: event.currentTarget.value })}
        />
        {host('source', 'From host')}
      </div>
      <FieldGroup title="The backup">
        <SubjectFields
          subject={draft.subject}
          hosts={hosts}
          wordLabel="something Drydock cannot ask: by my word"
          problemOf={(field) => problemOf('subject', field)}
          onChange={(part) => change({ subject: { ...draft.subject, ...part } })}
        />
        {tool === 'word' ? (
          <>
            <div className={dialogs['halves']}>
              {text('place', 'Where it lies')}
              {host('storedOn', 'On which host')}
            </div>
            <div className={dialogs['halves']}>
              <InstantField
                label="Started"
                zone={state.schedule.window?.zone ?? ownZone()}
                atMs={draft.startedAtMs}
                onChange={(startedAtMs) => change({ startedAtMs })}
              />
              <NumberInput
                label="Done, percent"
                min={0}
                max={100}
                value={draft.percent}
                onChange={(percent) => change({ percent: String(percent) })}
              />
            </div>
          </>
        ) : (
          <div className={dialogs['thirds']}>
            {text('database', 'Database it is of')}
            {text('sizeBytes', 'About how large, bytes')}
            {text('scratch', 'Scratch folder for restore tests')}
          </div>
        )}
      </FieldGroup>
      {draft.copies.map((copy, at) => (
        <CopyFields
          key={copy.id}
          copy={copy}
          hosts={hosts}
          problemOf={(...path) => problemOf('copies', at, ...path)}
          onChange={(part) =>
            change({ copies: draft.copies.map((one) => (one.id === copy.id ? { ...one, ...part } : one)) })
          }
          onRemove={() => change({ copies: draft.copies.filter((one) => one.id !== copy.id) })}
        />
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() =>
            change({ copies: [...draft.copies, { id: newPartId(), where: '', by: '', subject: noSubject }] })
          }
        >
          An external copy
        </Button>
      </div>
    </DeedDialog>
  );
}

interface CopyFieldsProps {
  readonly copy: CopyDraft;
  readonly hosts: readonly string[];
  readonly problemOf: (...path: readonly string[]) => string | undefined;
  readonly onChange: (part: Partial<CopyDraft>) => void;
  readonly onRemove: () => void;
}

function CopyFields({ copy, hosts, problemOf, onChange, onRemove }: CopyFieldsProps) {
  const text = (field: 'where' | 'by', label: string) => (
    <TextInput
      label={label}
      value={copy[field]}
      error={problemOf(field)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <FieldGroup title="External copy">
      <div className={dialogs['halves']}>
        {text('where', 'Where')}
        {text('by', 'By whom')}
      </div>
      <SubjectFields
        subject={copy.subject}
        hosts={hosts}
        wordLabel="it cannot be reached: somebody confirms it"
        problemOf={(field) => problemOf('subject', field)}
        onChange={(part) => onChange({ subject: { ...copy.subject, ...part } })}
      />
      <div>
        <Button size="compact-sm" variant="subtle" onClick={onRemove}>
          Leave this copy out
        </Button>
      </div>
    </FieldGroup>
  );
}
