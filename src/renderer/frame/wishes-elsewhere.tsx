/** Who asks to follow a maintenance that the leader does not look at now: one line over whatever room they are in. */
import { UserPlus } from 'lucide-react';
import type { MaintenanceId } from '../../core/ids.ts';
import { useIsReadOnly, useModel, useModels } from '../model/react.tsx';
import { toNamesText } from '../views/sharing/sharing-words.ts';
import classes from './elsewhere.module.css';
import { toHash } from './route.ts';

/** @param here the maintenance whose own room says it already */
export function WishesElsewhere({ here }: { readonly here: MaintenanceId | undefined }) {
  const maintenances = useModel(useModels().lists, (view) => view.maintenances) ?? [];
  const isReadOnly = useIsReadOnly();
  const asked = maintenances.filter(({ id, wishes }) => id !== here && wishes !== undefined);
  if (isReadOnly || asked.length === 0) return null;
  return (
    <section className={classes['lines']} aria-label="Who asks to follow elsewhere" role="status">
      {asked.map(({ id, title, wishes = [] }) => (
        <p key={id}>
          <UserPlus size={15} aria-hidden="true" />
          <span>
            <strong>{toNamesText(wishes)}</strong> {wishes.length === 1 ? 'asks' : 'ask'} to be let in to “{title}”.
          </span>
          <a href={toHash({ room: 'maintenance', id, tab: 'console' })}>Answer there</a>
        </p>
      ))}
    </section>
  );
}
