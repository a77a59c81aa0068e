/** The team's address book: who there is, who sits at this console, and one of them open at the side. Read a page at a time, however many there are. */
import { Button, FileButton, Loader, Pagination, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Download, Search, Upload, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { toHash } from '../../frame/route.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { ListAndPanel } from '../../parts/layout/item-panel.tsx';
import { EmptyRoom, Page } from '../../parts/layout/page.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { OpenRequestButton } from '../approvals/open-request.tsx';
import { download } from '../runbooks/files.ts';
import { ImportPeople } from './import-people.tsx';
import classes from './people-room.module.css';
import { PersonForm } from './person-form.tsx';
import { PersonPanel } from './person-panel.tsx';
import { WhoAmI } from './who-am-i.tsx';

/** A screen's worth and a little more: the host finds and sorts, so that ten thousand are as quick as ten. */
const pageLength = 100;

export function PeopleRoom({ selected }: { readonly selected: string | undefined }) {
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 150);
  const [page, setPage] = useState(1);
  const [isNew, setNew] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const asked = useAsked(
    'person.list',
    { from: (page - 1) * pageLength, limit: pageLength, ...(search === '' ? {} : { search }) },
    'person',
  );
  const exporting = useAsking();
  const { value } = asked;
  const isEmpty = value?.total === 0 && search === '';
  async function exportAll() {
    const made = await exporting.ask('person.export', {});
    if (made !== undefined) download(made.file, made.csv, 'text/csv');
  }
  const buttons = (
    <>
      {isReadOnly ? null : <OpenRequestButton />}
      <FileButton accept=".csv,.vcf,text/csv,text/vcard" onChange={setFile}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            disabled={isReadOnly}
            leftSection={<Upload size={16} aria-hidden="true" />}
          >
            Import CSV or vCard
          </Button>
        )}
      </FileButton>
      {isEmpty ? null : (
        <Button
          variant="default"
          loading={exporting.isAsking}
          leftSection={<Download size={16} aria-hidden="true" />}
          onClick={() => void exportAll()}
        >
          Export
        </Button>
      )}
      <Button
        disabled={isReadOnly}
        leftSection={<UserPlus size={16} aria-hidden="true" />}
        onClick={() => setNew(true)}
      >
        Add somebody
      </Button>
    </>
  );
  return (
    <ListAndPanel>
      <Page title="People" about={<WhoAmI />} actions={isEmpty ? null : buttons}>
        {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
        {exporting.failure === undefined ? null : (
          <FailureNote failure={exporting.failure} onDismiss={exporting.forget} />
        )}
        {isEmpty ? (
          <EmptyRoom icon={<Users size={26} aria-hidden="true" />} title="Nobody here yet" actions={buttons}>
            A maintenance asks for people: who has root access, who may approve, who speaks to the users. Write them
            down once here, or bring the list you have. Contact data stays in this workspace and never enters a log.
          </EmptyRoom>
        ) : (
          <>
            <TextInput
              aria-label="Find people"
              placeholder="Name, role, qualification, service or e-mail"
              leftSection={<Search size={15} aria-hidden="true" />}
              maw={420}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setPage(1);
              }}
            />
            {value === undefined ? <Loader size="sm" /> : <PeopleTable found={value} selected={selected} />}
            {value !== undefined && value.total > pageLength ? (
              <div className={classes['pages']}>
                <span>{value.total.toLocaleString('en')} people</span>
                <Pagination
                  size="sm"
                  total={Math.ceil(value.total / pageLength)}
                  value={page}
                  onChange={setPage}
                  getControlProps={(control) => ({ 'aria-label': `${control} page` })}
                />
              </div>
            ) : null}
          </>
        )}
      </Page>
      {selected === undefined ? null : <PersonPanel key={selected} id={selected} />}
      {isNew ? <PersonForm onClose={() => setNew(false)} /> : null}
      {file === null ? null : <ImportPeople key={file.name} file={file} onClose={() => setFile(null)} />}
    </ListAndPanel>
  );
}

interface PeopleTableProps {
  readonly found: RequestOutput<'person.list'>;
  readonly selected: string | undefined;
}

function PeopleTable({ found, selected }: PeopleTableProps) {
  if (found.people.length === 0) return <p className={classes['soft']}>Nobody is found by these words.</p>;
  return (
    <table className={tables['table']}>
      <TableHead columns={['Name', 'Roles', 'Qualifications', 'Services', 'Time zone', 'Key']} />
      <tbody>
        {found.people.map(({ id, name, roles, qualifications, services, zone, keys }) => (
          <tr key={id} className={tables['row']} data-selected={id === selected || undefined}>
            <td>
              <a className={tables['link']} href={toHash({ room: 'people', person: id })}>
                {name}
              </a>
            </td>
            <td>{roles.join(', ') || <None />}</td>
            <td>{qualifications.join(', ') || <None />}</td>
            <td>{services.join(', ') || <None />}</td>
            <td className={tables['still']}>{zone}</td>
            <td className={tables['still']}>{keys.length === 0 ? <None /> : 'trusted'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function None() {
  return <span className={tables['none']}>none</span>;
}
