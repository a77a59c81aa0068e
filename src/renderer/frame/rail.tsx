/** The left rail: the rooms of the console, always named, with the one we are in marked. */
import { Kbd } from '@mantine/core';
import { Search } from 'lucide-react';
import classes from './rail.module.css';
import type { RailRoom } from './rail-rooms.ts';
import { type Route, toHash } from './route.ts';

interface RailProps {
  readonly rooms: readonly RailRoom[];
  /** Where the brand leads, and what that is called. */
  readonly home: { readonly name: string; readonly leads: Route };
  readonly paletteKeys: string;
  readonly onFind: () => void;
}

export function Rail({ rooms, home, paletteKeys, onFind }: RailProps) {
  return (
    <nav className={classes['rail']} aria-label="Rooms">
      <a className={classes['brand']} href={toHash(home.leads)} aria-label={`Drydock, to ${home.name}`}>
        <Hull />
        <span>Drydock</span>
      </a>
      {rooms.map((room) => (
        <a
          key={room.name}
          className={classes['room']}
          href={toHash(room.leads)}
          aria-current={room.isHere ? 'page' : undefined}
        >
          <room.icon size={19} strokeWidth={1.75} aria-hidden="true" />
          <span>{room.name}</span>
        </a>
      ))}
      <button type="button" className={classes['find']} onClick={onFind}>
        <Search size={19} strokeWidth={1.75} aria-hidden="true" />
        <span>Find</span>
        <Kbd size="xs">{paletteKeys}</Kbd>
      </button>
    </nav>
  );
}

/** The mark: a hull on its blocks in an empty dock. */
function Hull() {
  return (
    <svg width="30" height="30" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M5 4v22.5c0 .8.7 1.5 1.5 1.5h19c.8 0 1.5-.7 1.5-1.5V4"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="M9.5 11h13l-2 7.4a2 2 0 0 1-1.9 1.6h-5.2a2 2 0 0 1-1.9-1.6L9.5 11Z" fill="currentColor" />
      <path d="M13 24v-1.5M19 24v-1.5" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
