/** The window of somebody who follows: one maintenance and nothing else, and over it as whom they follow and whether it is live. */
import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import type { VisitorMe } from '../../model/me-model.ts';
import { useModel, useModels } from '../../model/react.tsx';
import classes from '../app.module.css';
import { paletteKeys } from '../find-keys.ts';
import { keepFresh } from '../freshness.ts';
import { MaintenanceRoom } from '../maintenance-room.tsx';
import { goTo, useRoute } from '../navigation.ts';
import { VisitorPalette } from '../palette.tsx';
import { Rail } from '../rail.tsx';
import { visitorRooms } from '../rail-rooms.ts';
import { StatusLine } from '../status-line.tsx';
import { refuseStrayDrops } from '../stray-drops.ts';
import { VisitorBar } from './visitor-bar.tsx';

export function VisitorFrame({ me }: { readonly me: VisitorMe }) {
  const asked = useRoute();
  const { link: door, workspace } = useModels();
  const link = useModel(workspace, (view) => view.link);
  const facts = useModel(workspace, (view) => view.workspace);
  const contacts = useModel(workspace, (view) => view.contacts);
  useEffect(() => keepFresh(door, workspace), [door, workspace]);
  useEffect(() => refuseStrayDrops(window), []);
  // Whatever else an address names is not shared: it leads to what is.
  const route = asked.room === 'maintenance' && asked.id === me.maintenance ? asked : undefined;
  useEffect(() => {
    if (route === undefined) goTo({ room: 'maintenance', id: me.maintenance, tab: 'front' }, 'replace');
  }, [route, me.maintenance]);
  if (route === undefined) return null;
  return (
    <div className={classes['window']}>
      <Rail
        rooms={visitorRooms(route)}
        home={{ name: 'what waits for you', leads: { room: 'maintenance', id: me.maintenance, tab: 'front' } }}
        paletteKeys={paletteKeys}
        onFind={spotlight.open}
      />
      <div className={classes['column']}>
        <VisitorBar me={me} link={link} />
        <main className={classes['room']}>
          <MaintenanceRoom key={route.id} route={route} />
        </main>
      </div>
      <StatusLine link={link} facts={facts} contacts={[...contacts.values()]} isShared maintenance={me.maintenance} />
      <VisitorPalette id={me.maintenance} />
    </div>
  );
}
