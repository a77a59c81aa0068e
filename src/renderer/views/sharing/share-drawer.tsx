/** Sharing a maintenance, at the side of whatever the leader looks at: how others get here, an invite, who follows, and which invites there are. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { whyOnlyRead } from '../../../core/lead/relay.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { BundlePart } from './bundle-part.tsx';
import { DoorPart } from './door-part.tsx';
import { FollowerList } from './follower-list.tsx';
import { InviteForm } from './invite-form.tsx';
import { InviteList } from './invite-list.tsx';
import { LeadPart } from './lead-part.tsx';
import { LeftBehind } from './left-behind.tsx';
import classes from './sharing.module.css';

interface ShareDrawerProps {
  readonly state: MaintenanceState;
  readonly onClose: () => void;
}

export function ShareDrawer({ state, onClose }: ShareDrawerProps) {
  const door = useAsked('share.door', {}, 'share');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title="Share this maintenance"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['drawer']}>
        <p className={classes['soft']}>
          Whoever you invite sees this maintenance live in their own browser or Drydock, and nothing else of this
          workspace. Nothing that they do makes anything run on a host by itself.
        </p>
        <Part title="How others get here">
          {door.failure === undefined ? null : <FailureNote failure={door.failure} onRetry={door.again} />}
          {door.value === undefined ? null : <DoorPart view={door.value} />}
        </Part>
        {door.value?.standing.kind === 'open' && whyOnlyRead(state) === undefined ? (
          <Part title="Invite somebody">
            <LeftBehind state={state} />
            <InviteForm state={state} />
          </Part>
        ) : null}
        <Part title="Who follows">
          <FollowerList state={state} />
        </Part>
        <Part title="Invites">
          <InviteList state={state} />
        </Part>
        <Part title="As a file">
          <BundlePart state={state} />
        </Part>
        <Part title="Hand over the lead">
          <LeadPart state={state} />
        </Part>
      </div>
    </Drawer>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes['part']} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
