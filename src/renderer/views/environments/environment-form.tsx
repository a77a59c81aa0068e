/** Adding an environment, or changing what is kept of one. */
import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EnvironmentRecord } from '../../../contract/environment-shapes.ts';
import { goTo } from '../../frame/navigation.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import { CatalogueFields } from './catalogue-fields.tsx';
import { type EnvironmentDraft, parseDraft, toDraft } from './environment-draft.ts';
import { EnvironmentHostFields } from './environment-host-fields.tsx';
import { NotificationFields } from './notification-fields.tsx';
import { WindowRuleFields } from './window-rule-fields.tsx';

interface EnvironmentFormProps {
  /** What is changed; a new one where it is absent. */
  readonly record?: EnvironmentRecord;
  readonly onClose: () => void;
}

export function EnvironmentForm({ record, onClose }: EnvironmentFormProps) {
  const { lists } = useModels();
  const known = useModel(lists, (view) => view.hosts);
  const others = useAsked('environment.list', {}, 'environment');
  const [draft, setDraft] = useState(() => toDraft(record?.environment));
  const [isSent, setSent] = useState(false);
  const asking = useAsking();
  const parsed = parseDraft(draft);
  const change = (part: Partial<EnvironmentDraft>) => setDraft((now) => ({ ...now, ...part }));
  function problemOf(...path: readonly string[]): string | undefined {
    if (!isSent || parsed.success) return undefined;
    return parsed.error.issues.find((issue) => path.every((part, at) => issue.path[at] === part))?.message;
  }
  async function save() {
    setSent(true);
    if (!parsed.success) return;
    const saved = await asking.ask('environment.save', {
      environment: parsed.data,
      expectedVersion: record?.version ?? 0,
    });
    if (saved === undefined) return;
    onClose();
    goTo({ room: 'environments', environment: saved.environment.name }, 'replace');
  }
  const text = (
    field: 'name' | 'cloud' | 'channel' | 'version' | 'stableVersion' | 'stagingTwin' | 'contact',
    label: string,
    description?: string,
  ) => (
    <TextInput
      label={label}
      description={description}
      value={draft[field]}
      error={problemOf(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  const twins = (others.value ?? []).flatMap(({ environment }) =>
    environment.name === draft.name ? [] : environment.name,
  );
  return (
    <DeedDialog
      title={record === undefined ? 'Add an environment' : `Change ${record.environment.name}`}
      deed={record === undefined ? 'Add it' : 'Save'}
      size={780}
      asking={asking}
      onDo={() => void save()}
      onClose={onClose}
    >
      <div className={dialogs['halves']}>
        <TextInput
          label="Name"
          required
          data-autofocus
          value={draft.name}
          error={problemOf('name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {text('cloud', 'Cloud')}
      </div>
      <Switch
        label="It is PRODUCTION"
        checked={draft.isProduction}
        onChange={(event) => change({ isProduction: event.currentTarget.checked })}
      />
      <div className={dialogs['thirds']}>
        {text('version', 'Version it has now')}
        {text('stableVersion', 'Stable version')}
        {text('channel', 'Release channel')}
      </div>
      <EnvironmentHostFields
        known={(known ?? []).map(({ name }) => name)}
        draft={draft}
        problem={problemOf('hosts') ?? problemOf('runsOn')}
        onChange={change}
      />
      <CatalogueFields
        catalogue={draft.catalogue}
        hosts={draft.hosts}
        problem={problemOf('catalogue')}
        onChange={(part) => change({ catalogue: { ...draft.catalogue, ...part } })}
      />
      <WindowRuleFields
        window={draft.window}
        problem={problemOf('windowRule')}
        onChange={(window) => change({ window })}
      />
      <FieldGroup title="When it fails, and who is told">
        <div className={dialogs['halves']}>
          {text('contact', 'Whom to contact when a release fails')}
          <TextInput
            label="Staging twin"
            description={twins.length === 0 ? 'Another environment of this workspace' : `One of: ${twins.join(', ')}`}
            value={draft.stagingTwin}
            error={problemOf('stagingTwin')}
            onChange={(event) => change({ stagingTwin: event.currentTarget.value })}
          />
        </div>
        <NotificationFields
          notifications={draft.notifications}
          problem={problemOf('notifications')}
          onChange={(notifications) => change({ notifications })}
        />
      </FieldGroup>
    </DeedDialog>
  );
}
