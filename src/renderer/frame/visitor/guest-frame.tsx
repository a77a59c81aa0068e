/** The window of somebody who follows, or reads a bundle: one maintenance and nothing else, and over it as whom, of what, and whether it is live. */
import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import type { ReaderMe, VisitorMe } from '../../model/me-model.ts';
import { useModel, useModels } from '../../model/react.tsx';
import classes from '../app.module.css';
import { paletteKeys } from '../find-keys.ts';
import { keepFresh } from '../freshness.ts';
import { MaintenanceRoom } from '../maintenance-room.tsx';
import { goTo, useRoute } from '../navigation.ts';
import { VisitorPalette } from '../palette.tsx';
import { Rail } from '../rail.tsx';
import { readerRooms, visitorRooms } from '../rail-rooms.ts';
import { StatusLine } from '../status-line.tsx';
import { refuseStrayDrops } from '../stray-drops.ts';
import { ReaderBar } from './reader-bar.tsx';
import { VisitorBar } from './visitor-bar.tsx';

export function GuestFrame({ me }: { readonly me: VisitorMe | ReaderMe }) {
  const asked = useRoute();
  const { link: door, workspace } = useModels();
  const link = useModel(workspace, (view) => view.link);
  const facts = useModel(workspace, (view) => view.workspace);
  const contacts = useModel(workspace, (view) => view.contacts);
  useEffect(() => keepFresh(door, workspace), [door, workspace]);
  useEffect(() => refuseStrayDrops(window), []);
  const isReading = me.kind === 'reader';
  const first = isReading ? 'console' : 'front';
  // Whatever else an address names is not shared: it leads to what is.
  const route = asked.room === 'maintenance' && asked.id === me.maintenance ? asked : undefined;
  useEffect(() => {
    if (route === undefined) goTo({ room: 'maintenance', id: me.maintenance, tab: first }, 'replace');
  }, [route, me.maintenance, first]);
  if (route === undefined) return null;
  return (
    <div className={classes['window']}>
      <Rail
        rooms={isReading ? readerRooms(route) : visitorRooms(route)}
        home={{
          name: isReading ? 'the log' : 'what waits for you',
          leads: { room: 'maintenance', id: me.maintenance, tab: first },
        }}
        paletteKeys={paletteKeys}
        onFind={spotlight.open}
      />
      <div className={classes['column']}>
        {isReading ? <ReaderBar me={me} /> : <VisitorBar me={me} link={link} />}
        <main className={classes['room']}>
          <MaintenanceRoom key={route.id} route={route} />
        </main>
      </div>
      <StatusLine
        link={link}
        facts={facts}
        contacts={[...contacts.values()]}
        of={isReading ? 'bundle' : 'leader'}
        maintenance={me.maintenance}
      />
      <VisitorPalette id={me.maintenance} />
    </div>
  );
}
