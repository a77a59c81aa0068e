/** Who is following now: a fact of the maintenance’s header, with all of them behind a press. */
import { Popover } from '@mantine/core';
import { Eye } from 'lucide-react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { toFollowing } from '../../../core/sharing/present.ts';
import { useNowMs } from '../../parts/time/now.ts';
import { roleNames } from './role-words.ts';
import classes from './sharing.module.css';
import { toNamesText } from './sharing-words.ts';

/** Whoever stands beyond is counted. */
const shownNames = 50;

export function FollowersFact({ state }: { readonly state: MaintenanceState }) {
  const following = toFollowing(state.sharing, useNowMs());
  if (following.length === 0) return null;
  return (
    <Popover position="bottom-start" withArrow width={280}>
      <Popover.Target>
        <button type="button" className={classes['fact']}>
          <Eye size={13} aria-hidden="true" />
          <span>Followed by {toNamesText(following.map(({ name }) => name))}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Who is following">
        <ul className={classes['names']}>
          {following.slice(0, shownNames).map(({ id, name, role }) => (
            <li key={id}>
              {name} <span className={classes['soft']}>{roleNames[role].toLowerCase()}</span>
            </li>
          ))}
        </ul>
        {following.length > shownNames ? (
          <p className={classes['soft']}>and {following.length - shownNames} more</p>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
