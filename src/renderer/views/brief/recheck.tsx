/** What every rule would say of a window that is being chosen: what would stand in its way first, the rest counted. */
import type { Finding } from '../../../core/policy/finding.ts';
import { Mark } from '../../parts/state-mark.tsx';
import { lookOf, toGroups } from '../readiness/finding-looks.ts';
import classes from './postpone-dialog.module.css';

export function Recheck({ findings }: { readonly findings: readonly Finding[] }) {
  const groups = toGroups(findings);
  const open = groups.filter(({ isOpen }) => isOpen).flatMap((group) => group.findings);
  const held = findings.filter(({ status }) => status === 'satisfied' || status === 'waived').length;
  return (
    <section className={classes['recheck']} aria-label="What the rules would say">
      <p className={classes['label']}>What the rules would say of this date</p>
      {open.length === 0 ? <p>Every rule that applies would hold.</p> : null}
      <ul className={classes['findings']}>
        {open.map((finding) => (
          <li key={finding.rule}>
            <Mark look={lookOf(finding)} />
            <span>
              <span className={classes['rule']}>{finding.rule}</span> {finding.says}
            </span>
          </li>
        ))}
      </ul>
      {open.length === 0 ? null : (
        <p className={classes['soft']}>{held === 1 ? 'One other rule holds.' : `${held} other rules hold.`}</p>
      )}
    </section>
  );
}
