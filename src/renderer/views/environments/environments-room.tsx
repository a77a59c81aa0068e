/** Every environment at a glance: which version it has, what is pending, and whether anybody may release to it now. */
import { Button, Loader } from '@mantine/core';
import { Boxes, Plus } from 'lucide-react';
import type { EnvironmentRecord } from '../../../contract/environment-shapes.ts';
import type { GateView } from '../../../contract/gate-shapes.ts';
import { isSameWord } from '../../../core/roster/names.ts';
import { goTo } from '../../frame/navigation.ts';
import { toHash } from '../../frame/route.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom, Page } from '../../parts/layout/page.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { EnvironmentMark } from '../../parts/marks/environment-mark.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { EnvironmentForm } from './environment-form.tsx';
import { gateLooks, toVersionText } from './environment-looks.ts';
import classes from './environments.module.css';
import { RoomTabs } from './room-tabs.tsx';

export function EnvironmentsRoom({ isAsking }: { readonly isAsking: boolean }) {
  const isReadOnly = useIsReadOnly();
  const listed = useAsked('environment.list', {}, 'environment');
  const gates = useAsked('gate.list', {}, 'gate');
  const environments = listed.value;
  const isEmpty = environments?.length === 0;
  const addButton = (
    <Button
      disabled={isReadOnly}
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => goTo({ room: 'environments', asks: 'new' })}
    >
      Add an environment
    </Button>
  );
  return (
    <Page
      title="Environments"
      about="What is maintained: its hosts, its version, what waits to be done to it, and whether releases may go there."
      actions={isEmpty ? null : addButton}
    >
      <RoomTabs room="environments" />
      {listed.failure === undefined ? null : <FailureNote failure={listed.failure} onRetry={listed.again} />}
      {gates.failure === undefined ? null : <FailureNote failure={gates.failure} onRetry={gates.again} />}
      {environments === undefined && listed.failure === undefined ? <Loader size="sm" /> : null}
      {isEmpty ? (
        <EmptyRoom icon={<Boxes size={26} aria-hidden="true" />} title="No environment yet" actions={addButton}>
          An environment is a deployed system: its hosts, its cloud, the version of its infrastructure code. From a
          catalogue of migrations Drydock tells what is pending there, makes a maintenance of it, and blocks releases
          when that fails.
        </EmptyRoom>
      ) : null}
      {environments === undefined || isEmpty ? null : (
        <table className={tables['table']}>
          <TableHead columns={['Environment', 'Release gate', 'Version', 'Hosts', 'Cloud', 'Staging twin']} />
          <tbody>
            {environments.map((record) => (
              <EnvironmentRow
                key={record.environment.name}
                record={record}
                gate={gates.value?.find(({ environment }) => isSameWord(environment, record.environment.name))}
              />
            ))}
          </tbody>
        </table>
      )}
      {isAsking ? <EnvironmentForm onClose={() => goTo({ room: 'environments' }, 'replace')} /> : null}
    </Page>
  );
}

interface EnvironmentRowProps {
  readonly record: EnvironmentRecord;
  readonly gate: GateView | undefined;
}

function EnvironmentRow({ record: { environment }, gate }: EnvironmentRowProps) {
  const { name, hosts, cloud, stagingTwin } = environment;
  return (
    <tr className={tables['row']}>
      <td>
        <a className={tables['link']} href={toHash({ room: 'environments', environment: name })}>
          <EnvironmentMark environment={environment} />
        </a>
      </td>
      <td>
        {gate === undefined ? (
          <None />
        ) : (
          <>
            <Mark look={gateLooks[gate.state]} />
            {gate.causes[0] === undefined ? null : <p className={classes['small']}>{gate.causes[0].says}</p>}
          </>
        )}
      </td>
      <td>
        {gate === undefined ? <None /> : toVersionText(gate)}
        {gate?.isOutdated ? <p className={classes['small']}>outdated</p> : null}
      </td>
      <td>{hosts.length === 0 ? <None /> : toHostsText(hosts)}</td>
      <td>{cloud ?? <None />}</td>
      <td>{stagingTwin ?? <None />}</td>
    </tr>
  );
}

const namedHosts = 3;

function toHostsText(hosts: readonly string[]): string {
  const more = hosts.length - namedHosts;
  return `${hosts.slice(0, namedHosts).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function None() {
  return <span className={tables['none']}>none</span>;
}
