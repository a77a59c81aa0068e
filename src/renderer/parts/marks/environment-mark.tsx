/** What is maintained: its name, and PRODUCTION as a word, which no colour replaces. */
import type { ChangeRecord } from '../../../core/change/record.ts';
import classes from './environment-mark.module.css';

export function EnvironmentMark({ environment }: { readonly environment: ChangeRecord['environment'] }) {
  if (environment === undefined) return null;
  return (
    <span className={classes['environment']}>
      {environment.isProduction ? (
        <strong className={classes['production']} data-tone="bad">
          PRODUCTION
        </strong>
      ) : null}
      {environment.name}
    </span>
  );
}
