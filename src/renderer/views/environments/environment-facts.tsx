/** What is kept of an environment, as a list of facts. */
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import { toHash } from '../../frame/route.ts';
import factList from '../../parts/marks/facts.module.css';
import classes from './environments.module.css';

export function EnvironmentFacts({ details }: { readonly details: EnvironmentDetails }) {
  const { environment } = details.record;
  const { hosts, runsOn, cloud, channel, stableVersion, stagingTwin, contact, notifications } = environment;
  return (
    <dl className={factList['facts']}>
      <dt>Version</dt>
      <dd>
        {details.version ?? 'not said'}
        {details.latestVersion === undefined || details.latestVersion === details.version ? null : (
          <span className={classes['small']}> · newest {details.latestVersion}</span>
        )}
      </dd>
      <dt>Stable version</dt>
      <dd>{stableVersion ?? 'not said'}</dd>
      <dt>Release channel</dt>
      <dd>{channel ?? 'none'}</dd>
      <dt>Cloud</dt>
      <dd>{cloud ?? 'not said'}</dd>
      <dt>Hosts</dt>
      <dd>
        {hosts.length === 0 ? 'none' : null}
        {hosts.map((host, index) => (
          <span key={host}>
            {index === 0 ? '' : ', '}
            <a href={toHash({ room: 'hosts', host })}>{host}</a>
          </span>
        ))}
      </dd>
      <dt>Migrations run on</dt>
      <dd>{runsOn.length > 0 ? runsOn.join(', ') : (hosts[0] ?? 'no host')}</dd>
      <dt>Staging twin</dt>
      <dd>
        {stagingTwin === undefined ? (
          'none'
        ) : (
          <a href={toHash({ room: 'environments', environment: stagingTwin })}>{stagingTwin}</a>
        )}
      </dd>
      <dt>When a release fails</dt>
      <dd>{contact ?? 'nobody is named'}</dd>
      <dt>Told by itself</dt>
      <dd>{notifications.length === 0 ? 'nothing' : [...new Set(notifications.map(({ on }) => on))].join(', ')}</dd>
    </dl>
  );
}
