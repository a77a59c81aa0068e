/** Exactly what would be done, for whoever is to confirm it: where it runs, the script, its values, and its secrets by name alone. */

import { toExactCommand } from '../../../../core/maintenance/second-person.ts';
import type { MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { stepOf } from '../../../../core/maintenance/tasks.ts';
import { mask } from '../../../../core/text/secret.ts';
import classes from './exact-command.module.css';

export function ExactCommandView({ state, task }: { readonly state: MaintenanceState; readonly task: Task }) {
  const { host, script, words, variables, secrets } = toExactCommand(state, task);
  const { sideEffects } = stepOf(state, task);
  const values = [
    ...Object.entries(variables).map(([name, value]) => ({ name, value })),
    ...secrets.map((name) => ({ name, value: mask })),
  ];
  return (
    <section className={classes['command']} aria-label="Exactly this">
      {host === undefined ? null : (
        <p className={classes['host']}>
          <strong>{host.name}</strong>{' '}
          <code>
            {host.user}@{host.address}:{host.port}
          </code>
        </p>
      )}
      {script === undefined ? (
        <p className={classes['words']}>{words ?? 'A person does this; the plan says no more of it.'}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long script is scrolled with the keyboard, too
        <pre className={classes['script']} tabIndex={0}>
          {script}
        </pre>
      )}
      {values.length === 0 ? null : (
        <dl className={classes['values']} aria-label="Values it runs with">
          {values.map(({ name, value }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <code>{value === '' ? 'empty' : value}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {sideEffects === undefined ? null : <p className={classes['effects']}>Side effects: {sideEffects}</p>}
    </section>
  );
}
