/** Where the migrations of an environment are written, and where a tool records which of them are applied. */
import { Select, TextInput } from '@mantine/core';
import type { CatalogueForm } from '../../../core/environment/catalogue-source.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { FieldGroup } from '../../parts/fields/field-group.tsx';
import type { CatalogueDraft, Client } from './environment-draft.ts';

interface CatalogueFieldsProps {
  readonly catalogue: CatalogueDraft;
  readonly hosts: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (part: Partial<CatalogueDraft>) => void;
}

const forms: readonly { readonly value: CatalogueForm; readonly label: string }[] = [
  { value: 'drydock', label: 'migrations.yaml or front matter' },
  { value: 'flyway', label: 'Flyway' },
  { value: 'liquibase', label: 'Liquibase' },
  { value: 'alembic', label: 'Alembic' },
  { value: 'golang-migrate', label: 'golang-migrate' },
  { value: 'rails', label: 'Rails, ActiveRecord' },
];

const clients: readonly { readonly value: Client; readonly label: string }[] = [
  { value: 'none', label: 'is not read' },
  { value: 'psql', label: 'by psql' },
  { value: 'mysql', label: 'by mysql' },
  { value: 'mariadb', label: 'by mariadb' },
  { value: 'sqlite3', label: 'by sqlite3' },
];

export function CatalogueFields({ catalogue, hosts, problem, onChange }: CatalogueFieldsProps) {
  const { path, form, client } = catalogue;
  const text = (
    field: Exclude<keyof CatalogueDraft, 'form' | 'client' | 'host'>,
    label: string,
    description?: string,
  ) => (
    <TextInput
      label={label}
      description={description}
      value={catalogue[field]}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <FieldGroup title="Catalogue of migrations">
      <div className={dialogs['halves']}>
        <TextInput
          label="Folder or Git work tree, on this machine"
          placeholder="none"
          value={path}
          error={problem}
          onChange={(event) => onChange({ path: event.currentTarget.value })}
        />
        <Select
          label="Written as"
          data={[...forms]}
          value={form}
          allowDeselect={false}
          onChange={(value) => onChange({ form: (value ?? 'drydock') as CatalogueForm })}
        />
      </div>
      {form === 'drydock' ? null : (
        <div className={dialogs['thirds']}>
          <Select
            label="What is applied"
            data={[...clients]}
            value={client}
            allowDeselect={false}
            onChange={(value) => onChange({ client: (value ?? 'none') as Client })}
          />
          {client === 'none' ? null : (
            <>
              <Select
                label="Asked from"
                data={[...hosts]}
                value={catalogue.host === '' ? null : catalogue.host}
                onChange={(host) => onChange({ host: host ?? '' })}
              />
              {text('table', 'Table, if not the usual')}
            </>
          )}
        </div>
      )}
      {form !== 'drydock' && client === 'psql' ? (
        <div className={dialogs['thirds']}>
          {text('service', 'Service', 'Of the host’s pg_service.conf')}
          {text('server', 'Or server')}
          {text('port', 'Port')}
          {text('database', 'Database')}
          {text('user', 'User')}
        </div>
      ) : null}
      {form !== 'drydock' && (client === 'mysql' || client === 'mariadb') ? (
        <div className={dialogs['thirds']}>
          {text('database', 'Database')}
          {text('optionFile', 'Option file on the host')}
          {text('group', 'Group suffix')}
        </div>
      ) : null}
      {form !== 'drydock' && client === 'sqlite3' ? text('file', 'Database file on the host') : null}
    </FieldGroup>
  );
}
