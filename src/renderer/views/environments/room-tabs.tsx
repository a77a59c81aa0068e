/** The two halves of the room: the environments, and the hosts that steps run on. */
import { type Route, toHash } from '../../frame/route.ts';
import classes from './environments.module.css';

const halves: readonly { readonly name: string; readonly room: 'environments' | 'hosts'; readonly leads: Route }[] = [
  { name: 'Environments', room: 'environments', leads: { room: 'environments' } },
  { name: 'Hosts', room: 'hosts', leads: { room: 'hosts' } },
];

export function RoomTabs({ room }: { readonly room: 'environments' | 'hosts' }) {
  return (
    <nav className={classes['halves']} aria-label="Environments and hosts">
      {halves.map((half) => (
        <a key={half.room} href={toHash(half.leads)} aria-current={half.room === room ? 'page' : undefined}>
          {half.name}
        </a>
      ))}
    </nav>
  );
}
