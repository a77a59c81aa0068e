/** Which rooms the rail names: all of the console, or of a follower what is shared with them. */
import {
  BookText,
  House,
  ListChecks,
  type LucideIcon,
  NotebookText,
  Server,
  Settings,
  SquareTerminal,
  Users,
} from 'lucide-react';
import type { Route } from './route.ts';

export interface RailRoom {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly leads: Route;
  /** We are in it. */
  readonly isHere: boolean;
}

const rooms: readonly (Omit<RailRoom, 'isHere'> & { readonly holds: readonly Route['room'][] })[] = [
  { name: 'Maintenances', icon: ListChecks, leads: { room: 'maintenances' }, holds: ['maintenances', 'maintenance'] },
  { name: 'Runbooks', icon: BookText, leads: { room: 'runbooks' }, holds: ['runbooks', 'runbook'] },
  { name: 'Environments', icon: Server, leads: { room: 'environments' }, holds: ['environments', 'hosts'] },
  { name: 'People', icon: Users, leads: { room: 'people' }, holds: ['people'] },
  { name: 'Reports', icon: NotebookText, leads: { room: 'reports', view: 'list' }, holds: ['reports'] },
  { name: 'Settings', icon: Settings, leads: { room: 'settings' }, holds: ['settings'] },
];

export function consoleRooms(route: Route): readonly RailRoom[] {
  return rooms.map(({ holds, ...room }) => ({ ...room, isHere: holds.includes(route.room) }));
}

/** What waits for them, and the maintenance as its leader sees it. */
export function visitorRooms({ id, tab }: Extract<Route, { room: 'maintenance' }>): readonly RailRoom[] {
  const at = (place: 'front' | 'console') => ({ room: 'maintenance', id, tab: place }) as const;
  return [
    { name: 'For you', icon: House, leads: at('front'), isHere: tab === 'front' },
    { name: 'Maintenance', icon: SquareTerminal, leads: at('console'), isHere: tab !== 'front' },
  ];
}

/** A bundle is one maintenance, with nothing waiting in it. */
export function readerRooms({ id }: Extract<Route, { room: 'maintenance' }>): readonly RailRoom[] {
  const leads = { room: 'maintenance', id, tab: 'console' } as const;
  return [{ name: 'Maintenance', icon: SquareTerminal, leads, isHere: true }];
}
