/** What every rule would say of a window that is being chosen, beside what it says now: what it settles, what it upsets, what stays as it is. */
import type { Finding } from '../../../core/policy/finding.ts';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { lookOf } from '../readiness/finding-looks.ts';
import classes from './postpone-dialog.module.css';

interface RecheckProps {
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

export function Recheck({ before, after }: RecheckProps) {
  const wasOpen = new Set(before.filter(isOpen).map(({ rule }) => rule));
  const open = after.filter(isOpen);
  const settled = after.filter((finding) => wasOpen.has(finding.rule) && !isOpen(finding));
  const upset = open.filter(({ rule }) => !wasOpen.has(rule));
  const asNow = open.filter(({ rule }) => wasOpen.has(rule));
  const rest = after.length - settled.length - open.length;
  return (
    <section className={classes['recheck']} aria-label="What the rules would say">
      <p className={classes['label']}>What the rules would say of this date</p>
      <Findings findings={settled} />
      <Findings findings={upset} />
      {asNow.length === 0 ? null : (
        <details>
          <summary>
            {asNow.length === 1 ? 'One rule stays open' : `${asNow.length} rules stay open`}, as now:{' '}
            {asNow.map(({ rule }) => rule).join(', ')}
          </summary>
          <Findings findings={asNow} />
        </details>
      )}
      <p className={classes['soft']}>
        {rest === 1 ? 'The one other rule holds, or does not apply.' : `The ${rest} others hold, or do not apply.`}
      </p>
    </section>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className={classes['findings']}>
      {findings.map((finding) => (
        <li key={finding.rule}>
          <Mark look={lookOf(finding)} />
          <span>
            <span className={classes['rule']}>{finding.rule}</span> {finding.says}
          </span>
        </li>
      ))}
    </ul>
  );
}

function isOpen({ status }: Finding): boolean {
  return status === 'violated' || status === 'not-yet-due';
}
