/** The maintenance releases of an environment, newest first: what each did, and where it is led. */
import type { ReleaseSummary } from '../../../contract/environment-shapes.ts';
import { toHash } from '../../frame/route.ts';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { releaseLooks } from './environment-looks.ts';
import classes from './environments.module.css';

export function ReleaseSection({ releases }: { readonly releases: readonly ReleaseSummary[] }) {
  return (
    <section className={classes['section']} aria-label="Maintenance releases">
      <div className={classes['heading']}>
        <h2>Maintenance releases</h2>
      </div>
      {releases.length === 0 ? (
        <p className={classes['small']}>None yet. “Run maintenance” makes one of what is pending.</p>
      ) : (
        <table className={tables['table']}>
          <TableHead columns={['Maintenance', 'To version', 'Outcome', 'When', 'Led by']} />
          <tbody>
            {releases.map((release) => (
              <ReleaseRow key={release.maintenance} release={release} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function ReleaseRow({ release }: { readonly release: ReleaseSummary }) {
  const { maintenance, title, toVersion, outcome, says, isRehearsalOf, isOutdated, leader } = release;
  const tab = outcome === 'not-started' ? 'readiness' : 'console';
  return (
    <tr className={tables['row']}>
      <td>
        <a className={tables['link']} href={toHash({ room: 'maintenance', id: maintenance, tab })}>
          {title}
        </a>
        {isRehearsalOf === undefined ? null : <p className={classes['small']}>Rehearsal for {isRehearsalOf}</p>}
        {isOutdated ? <p className={classes['small']}>Not what is due any more</p> : null}
      </td>
      <td className={tables['still']}>{toVersion}</td>
      <td>
        <Mark look={releaseLooks[outcome]} />
        <p className={classes['small']}>{says}</p>
      </td>
      <td className={tables['still']}>
        <Instant atMs={release.endedAtMs ?? release.startedAtMs ?? release.createdAtMs} />
      </td>
      <td>{leader ?? <span className={tables['none']}>nobody yet</span>}</td>
    </tr>
  );
}
