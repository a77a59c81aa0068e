/** Live, behind, or as it was when contact was lost: what a follower sees is never left to be guessed. */
import { Radio, RefreshCw, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { LinkState } from '../../link/link.ts';
import { createPulse } from '../../model/pulse.ts';
import { useMaintenanceModels, useModel, useModels } from '../../model/react.tsx';
import { toTimeText } from '../../parts/time/times.ts';
import classes from './visitor-bar.module.css';

/** Fewer than these are read before anybody has seen that they were missing. */
const behindFrom = 50;

interface LivenessProps {
  readonly maintenance: MaintenanceId;
  readonly link: LinkState;
}

export function Liveness({ maintenance, link }: LivenessProps) {
  const models = useMaintenanceModels(maintenance);
  const { link: door } = useModels();
  const [pulse] = useState(() => createPulse(door, maintenance));
  useEffect(() => pulse.watch(), [pulse]);
  const lateSinceMs = useModel(pulse, (view) => view.lateSinceMs);
  const head = useModel(models.maintenance, (view) => view.head);
  const entries = useModel(models.maintenance, (view) => Math.max(0, head.seq - view.events.length));
  const lines = useModel(models.log, (view) => Math.max(0, head.rows - view.head));
  const [lostAtMs, setLostAt] = useState<number>();
  useEffect(() => setLostAt(link === 'lost' ? Date.now() : undefined), [link]);
  if (link !== 'open') {
    return (
      <span className={classes['live']} data-tone="bad" role="status">
        <WifiOff size={13} aria-hidden="true" />
        {lostAtMs === undefined
          ? 'Connecting…'
          : `Connection lost: this is how it was at ${toTimeText(lostAtMs)}. Trying again…`}
      </span>
    );
  }
  if (lateSinceMs !== undefined || entries >= behindFrom) {
    return (
      <span className={classes['live']} data-tone="warn" role="status">
        <RefreshCw size={13} aria-hidden="true" /> {toBehindText(lines, entries, lateSinceMs)}
      </span>
    );
  }
  return (
    <span className={classes['live']} data-tone="good" role="status">
      <Radio size={13} aria-hidden="true" /> Live
    </span>
  );
}

/** By what is known to be missing. A way that has frozen tells of nothing: then since when. */
function toBehindText(lines: number, entries: number, lateSinceMs: number | undefined): string {
  const missing = [...counted(lines, 'line', 'lines'), ...counted(entries, 'event', 'events')];
  if (missing.length > 0) return `Behind by ${missing.join(' and ')}, which are still being read`;
  return `Behind: no answer since ${toTimeText(lateSinceMs ?? 0)}. Waiting for the leader’s console…`;
}

function counted(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`];
}
