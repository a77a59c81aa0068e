/** Every version of the report's text: who saved it when, and what changed from one to the next or until now. */
import { Button, Loader, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { TextDifference } from '../../parts/drafts/text-difference.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import classes from './postmortem.module.css';
import { toChangedParts } from './report-difference.ts';
import layout from './versions.module.css';

/** At a time: each pause in writing makes one. */
const shownVersions = 200;

interface VersionsPageProps {
  readonly id: MaintenanceId;
  /** The version the report has now. */
  readonly current: number;
}

export function VersionsPage({ id, current }: VersionsPageProps) {
  /** The oldest version of each page that was turned over to get here. */
  const [turned, setTurned] = useState<readonly number[]>([]);
  const oldest = turned.at(-1);
  const page = oldest === undefined ? {} : { before: oldest };
  // One more than is shown: what the last of them changed is seen against it.
  const asked = useAsked('report.versions', { maintenance: id, limit: shownVersions + 1, ...page }, 'report');
  const [chosen, choose] = useState<number>();
  const [against, setAgainst] = useState<'before' | 'now'>('before');
  const versions = asked.value?.versions ?? [];
  const shown = versions.slice(0, shownVersions);
  const last = versions.length > shown.length ? shown.at(-1) : undefined;
  const open = shown.find(({ version }) => version === chosen) ?? shown[0];
  const before = open === undefined ? undefined : versions.find(({ version }) => version < open.version)?.version;
  const other = against === 'now' ? current : before;
  return (
    <section className={classes['page']} aria-label="Versions">
      <h2>Versions</h2>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asked.value === undefined && asked.failure === undefined ? <Loader size="sm" /> : null}
      <div className={layout['versions']}>
        <div className={layout['versionPage']}>
          {turned.length === 0 ? null : (
            <Button size="compact-sm" variant="default" onClick={() => setTurned(turned.slice(0, -1))}>
              Show newer
            </Button>
          )}
          <ul className={layout['versionList']} aria-label="Versions, newest first">
            {shown.map(({ version, savedAtMs, savedBy }) => (
              <li key={version}>
                <Button
                  size="compact-sm"
                  fullWidth
                  justify="flex-start"
                  variant={version === open?.version ? 'light' : 'subtle'}
                  aria-pressed={version === open?.version}
                  onClick={() => choose(version)}
                >
                  <span className={layout['versionNumber']}>{version}</span>
                  <span>
                    <Instant atMs={savedAtMs} /> <span className={classes['soft']}>{savedBy}</span>
                  </span>
                </Button>
              </li>
            ))}
          </ul>
          {last === undefined ? null : (
            <Button size="compact-sm" variant="default" onClick={() => setTurned([...turned, last.version])}>
              Show older
            </Button>
          )}
        </div>
        {open === undefined ? null : (
          <div className={layout['versionShown']}>
            <SegmentedControl
              size="xs"
              className={layout['fitting'] ?? ''}
              aria-label="What it is compared with"
              data={[
                { value: 'before', label: 'What it changed' },
                { value: 'now', label: 'What changed since' },
              ]}
              value={against}
              onChange={(value) => setAgainst(value as 'before' | 'now')}
            />
            {other === undefined ? (
              <p className={classes['soft']}>It is the first: there was nothing before it.</p>
            ) : other === open.version ? (
              <p className={classes['soft']}>It is how the report is now.</p>
            ) : (
              <Comparison id={id} from={Math.min(open.version, other)} to={Math.max(open.version, other)} />
            )}
          </div>
        )}
      </div>
    </section>
  );
}

interface ComparisonProps {
  readonly id: MaintenanceId;
  readonly from: number;
  readonly to: number;
}

function Comparison({ id, from, to }: ComparisonProps) {
  const older = useAsked('report.version', { maintenance: id, version: from });
  const newer = useAsked('report.version', { maintenance: id, version: to });
  const failed = [older, newer].find(({ failure }) => failure !== undefined);
  if (failed?.failure !== undefined) return <FailureNote failure={failed.failure} onRetry={failed.again} />;
  if (older.value === undefined || newer.value === undefined) return <Loader size="sm" />;
  const parts = toChangedParts(older.value.text, newer.value.text);
  return (
    <section aria-label={`From version ${from} to ${to}`} className={layout['comparison']}>
      {parts.length === 0 ? <p className={classes['soft']}>Nothing a reader sees changed.</p> : null}
      {parts.map(({ name, before, after }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <TextDifference before={before} after={after} />
        </section>
      ))}
    </section>
  );
}
