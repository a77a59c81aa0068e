/** How a backup or a copy is looked at: the tool that made it, the host that is asked, and where it lies there. */
import { Select, Textarea, TextInput } from '@mantine/core';
import { toolNames } from '../../../core/backup/subject.ts';
import { tools } from '../../../core/backup/tools.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import type { SubjectDraft, Tool } from './backup-draft.ts';

interface SubjectFieldsProps {
  readonly subject: SubjectDraft;
  /** Of the workspace. */
  readonly hosts: readonly string[];
  /** What no tool looks at is called so. */
  readonly wordLabel: string;
  readonly problemOf: (field: string) => string | undefined;
  readonly onChange: (part: Partial<SubjectDraft>) => void;
}

export function SubjectFields({ subject, hosts, wordLabel, problemOf, onChange }: SubjectFieldsProps) {
  const { tool } = subject;
  const text = (field: Exclude<keyof SubjectDraft, 'tool' | 'on'>, label: string, placeholder = '') => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={subject[field]}
      error={problemOf(field)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <div className={dialogs['halves']}>
        <Select
          label="Made by"
          data={[
            ...toolNames.map((name) => ({ value: name, label: tools[name].title })),
            { value: 'word', label: wordLabel },
          ]}
          value={tool}
          allowDeselect={false}
          onChange={(chosen) => onChange({ tool: (chosen ?? 'word') as Tool })}
        />
        {tool === 'word' ? null : (
          <Select
            label="Asked on host"
            data={[...hosts]}
            value={subject.on === '' ? null : subject.on}
            error={problemOf('on')}
            searchable
            nothingFoundMessage="No such host in this workspace"
            onChange={(on) => onChange({ on: on ?? '' })}
          />
        )}
      </div>
      {tool === 'restic' || tool === 'borg' ? (
        <>
          {text(
            'repository',
            'Repository',
            tool === 'restic' ? 'sftp:backup@vault:/srv/restic' : 'ssh://backup@vault/./borg',
          )}
          <div className={dialogs['halves']}>
            {text('environmentFile', 'File on the host with its settings', '/etc/backup/env')}
            {text('archive', tool === 'restic' ? 'Snapshot, if not the newest' : 'Archive, if not the newest')}
          </div>
        </>
      ) : null}
      {tool === 'own-command' ? (
        <Textarea
          label="Command that proves it by its exit status"
          autosize
          minRows={3}
          value={subject.script}
          error={problemOf('verify')}
          onChange={(event) => onChange({ script: event.currentTarget.value })}
        />
      ) : null}
      {tool === 'word' || tool === 'restic' || tool === 'borg' || tool === 'own-command'
        ? null
        : text('path', 'Path on that host', '/srv/backup/orders.tar.gz')}
      {tool === 'files' ? text('manifest', 'Its manifest of SHA-256 sums, if there is one') : null}
      {tool === 'rsync' ? (
        <div className={dialogs['halves']}>
          <Select
            label="Copied from host"
            data={[...hosts]}
            value={subject.fromHost === '' ? null : subject.fromHost}
            error={problemOf('from')}
            searchable
            onChange={(fromHost) => onChange({ fromHost: fromHost ?? '' })}
          />
          {text('fromPath', 'And path')}
        </div>
      ) : null}
    </>
  );
}
