/** What the brief is still missing, by the policy in force: each rule that is met by writing something here. */
import { Anchor } from '@mantine/core';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { toHash } from '../../frame/route.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { usePolicy, useReadiness } from '../readiness/use-readiness.ts';
import classes from './brief-view.module.css';

export function Missing({ state }: { readonly state: MaintenanceState }) {
  const { policy, asked } = usePolicy(state);
  return (
    <section className={classes['card']} aria-label="Still missing">
      <h2 className={classes['cardTitle']}>Still missing</h2>
      {asked.failure === undefined || policy !== undefined ? null : (
        <FailureNote failure={asked.failure} onRetry={asked.again} />
      )}
      {policy === undefined ? null : <MissingParts state={state} policy={policy} />}
    </section>
  );
}

function MissingParts({ state, policy }: { readonly state: MaintenanceState; readonly policy: Policy }) {
  const { findings } = useReadiness(state, policy);
  const open = findings.filter(({ status }) => status === 'violated');
  const here = open.filter(({ action }) => action?.place === 'brief');
  const elsewhere = open.length - here.length;
  return (
    <>
      {here.length === 0 ? <p>Nothing: every rule about the brief is met.</p> : null}
      <ul className={classes['missing']}>
        {[...Map.groupBy(here, ({ says }) => says)].map(([says, rules]) => (
          <li key={says} data-tone={rules.some(({ severity }) => severity === 'must') ? 'bad' : 'warn'}>
            {says}
            {rules.map(({ rule, title }) => (
              <small key={rule}>
                {rule}: {title}
              </small>
            ))}
          </li>
        ))}
      </ul>
      {elsewhere === 0 ? null : (
        <Anchor href={toHash({ room: 'maintenance', id: state.id, tab: 'readiness' })}>
          {elsewhere === 1 ? 'One other rule is' : `${elsewhere} other rules are`} not met
        </Anchor>
      )}
    </>
  );
}
