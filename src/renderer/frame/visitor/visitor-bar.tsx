/** Over everything a follower sees: as whom they follow, what that lets them do, whether what they see is live, and the way out. */
import { Button, Popover } from '@mantine/core';
import { ChevronDown, Eye, LogOut } from 'lucide-react';
import { useState } from 'react';
import type { ShareRole } from '../../../core/sharing/role.ts';
import type { LinkState } from '../../link/link.ts';
import type { VisitorMe } from '../../model/me-model.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { roleMeanings } from '../../views/sharing/role-words.ts';
import { Liveness } from './liveness.tsx';
import classes from './visitor-bar.module.css';

interface VisitorBarProps {
  readonly me: VisitorMe;
  readonly link: LinkState;
}

export function VisitorBar({ me, link }: VisitorBarProps) {
  const [isLeaving, setLeaving] = useState(false);
  return (
    <section className={classes['bar']} aria-label="How you follow">
      <Eye size={15} aria-hidden="true" />
      <span>
        You follow as <strong>{me.name}</strong>
      </span>
      <RoleMark me={me} />
      <Liveness maintenance={me.maintenance} link={link} />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<LogOut size={13} aria-hidden="true" />}
        onClick={() => setLeaving(true)}
      >
        Leave…
      </Button>
      {isLeaving ? <LeaveDialog onClose={() => setLeaving(false)} /> : null}
    </section>
  );
}

function RoleMark({ me }: { readonly me: VisitorMe }) {
  return (
    <Popover position="bottom-start" withArrow width={380} trapFocus>
      <Popover.Target>
        <button type="button" className={classes['role']} aria-label={`${me.role}: what you may do`}>
          {me.role} <ChevronDown size={12} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What you may do">
        <div className={classes['meaning']}>
          <Meaning role={me.role} />
          <p className={classes['soft']}>
            Your invite holds until <Instant atMs={me.expiresAtMs} />. Nothing that you do here makes anything run on a
            host by itself: that is the leader’s console alone.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Meaning({ role }: { readonly role: ShareRole }) {
  return (
    <ul>
      {roleMeanings[role].map((meaning) => (
        <li key={meaning}>{meaning}</li>
      ))}
    </ul>
  );
}

function LeaveDialog({ onClose }: { readonly onClose: () => void }) {
  const asking = useAsking();
  async function leave() {
    if ((await asking.ask('share.leave', {})) !== undefined) onClose();
  }
  return (
    <DeedDialog title="Stop following?" deed="Leave" asking={asking} onDo={() => void leave()} onClose={onClose}>
      <p>This browser is let in no more; to come back you need a new invite. What you wrote stays in the log.</p>
    </DeedDialog>
  );
}
