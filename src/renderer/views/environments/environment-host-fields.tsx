/** The hosts of an environment, and on which of them migration scripts run. */
import { MultiSelect } from '@mantine/core';
import dialogs from '../../parts/dialogs/dialog.module.css';
import type { EnvironmentDraft } from './environment-draft.ts';

interface EnvironmentHostFieldsProps {
  /** The hosts of the workspace. */
  readonly known: readonly string[];
  readonly draft: Pick<EnvironmentDraft, 'hosts' | 'runsOn'>;
  readonly problem: string | undefined;
  readonly onChange: (part: Partial<EnvironmentDraft>) => void;
}

export function EnvironmentHostFields({ known, draft, problem, onChange }: EnvironmentHostFieldsProps) {
  const { hosts, runsOn } = draft;
  return (
    <div className={dialogs['halves']}>
      <MultiSelect
        label="Hosts"
        data={[...new Set([...known, ...hosts])]}
        value={[...hosts]}
        error={problem}
        searchable
        limit={100}
        nothingFoundMessage="No such host in this workspace"
        onChange={(chosen) => onChange({ hosts: chosen, runsOn: runsOn.filter((host) => chosen.includes(host)) })}
      />
      <MultiSelect
        label="Migrations run on"
        placeholder={runsOn.length === 0 ? (hosts[0] ?? '') : ''}
        data={[...hosts]}
        value={[...runsOn]}
        onChange={(chosen) => onChange({ runsOn: chosen })}
      />
    </div>
  );
}
