/** The hits of a search as a list one can go through; the newest first, as they were found. */
import type { SearchHit } from '../../../contract/shapes.ts';
import type { LogModel } from '../../model/log-model.ts';
import { useModel } from '../../model/react.tsx';
import classes from './log-search.module.css';

/** More than these are stepped through, not listed. */
const listed = 200;

export function LogHits({ log, toWhere }: { readonly log: LogModel; readonly toWhere: (hit: SearchHit) => string }) {
  const search = useModel(log, (view) => view.search);
  if (search === undefined || search.hits.length === 0) return null;
  return (
    <ul className={classes['hitList']} aria-label="Hits">
      {search.hits.slice(0, listed).map((hit, index) => (
        <li key={`${hit.kind}${hit.at}`}>
          <button
            type="button"
            className={classes['hit']}
            aria-current={index === search.current}
            onClick={() => void log.goToHit(index)}
          >
            <span className={classes['hitWhere']}>{toWhere(hit)}</span>
            <span className={classes['hitText']}>
              <Marked hit={hit} />
            </span>
          </button>
        </li>
      ))}
      {search.hits.length > listed ? <li className={classes['hit']}>… the newest {listed} are listed</li> : null}
    </ul>
  );
}

/** The text from shortly before its first match. */
function Marked({ hit }: { readonly hit: SearchHit }) {
  const [from = 0, to = 0] = hit.ranges[0] ?? [];
  const start = Math.max(0, from - 40);
  return (
    <>
      {start > 0 ? '…' : ''}
      {hit.text.slice(start, from)}
      <mark>{hit.text.slice(from, to)}</mark>
      {hit.text.slice(to, to + 300)}
    </>
  );
}
