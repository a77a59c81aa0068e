/** What is wrong with a catalogue, each with its file and line, and what was applied and is not in it any more. */
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import classes from './environments.module.css';

type CatalogueProblemsProps = Pick<EnvironmentDetails, 'problems' | 'missing'>;

const shownLimit = 20;

export function CatalogueProblems({ problems, missing }: CatalogueProblemsProps) {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const ordered = [...errors, ...problems.filter(({ severity }) => severity === 'warning')];
  if (ordered.length === 0 && missing.length === 0) return null;
  return (
    <div className={classes['verdict']} data-tone={errors.length > 0 ? 'bad' : 'warn'} role="status">
      {errors.length === 0 ? null : <p>Nothing of the catalogue is run until this is mended:</p>}
      <ul className={classes['list']}>
        {ordered.slice(0, shownLimit).map(({ severity, file, line, text }) => (
          <li key={`${file}:${line} ${text}`}>
            {severity === 'error' ? 'Error' : 'Warning'}
            {file === '' ? '' : `, ${file}:${line}`}: {text}
          </li>
        ))}
        {missing.slice(0, shownLimit).map(({ id }) => (
          <li key={id}>Warning: {id} is applied, and the catalogue does not have it.</li>
        ))}
      </ul>
      {ordered.length > shownLimit ? <p className={classes['small']}>And {ordered.length - shownLimit} more.</p> : null}
    </div>
  );
}
