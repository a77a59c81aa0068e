/** How each service stands, marked with one press while it runs: what the outages are computed from (`PM-5`). */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { type ServiceLevel, serviceLevelSchema } from '../../../../core/postmortem/report.ts';
import { useSeat } from '../../../model/react.tsx';
import { useAsking } from '../../../parts/asking/asking.ts';
import { FailureNote } from '../../../parts/asking/failure-note.tsx';
import { useNowMs } from '../../../parts/time/now.ts';
import { toSpanText } from '../../../parts/time/times.ts';
import { levelLooks } from '../../postmortem/report-words.ts';
import { ServiceMarkDialog } from '../../postmortem/service-mark-dialog.tsx';
import { toServices } from '../../postmortem/services.ts';
import classes from './service-section.module.css';

/** A press records, and nothing on any host is touched by it; a mark made by a slip is taken back on the post-mortem. */
export function ServiceSection({ state }: { readonly state: MaintenanceState }) {
  const services = toServices(state);
  const isReadOnly = !useSeat(state).may('serviceState.mark');
  const nowMs = useNowMs();
  const asking = useAsking();
  const [isMarking, setMarking] = useState(false);
  async function mark(service: string, level: ServiceLevel) {
    const made = await asking.ask('serviceState.mark', { maintenance: state.id, service, level });
    if (made === undefined) return;
    const message = `${service}: ${levelLooks[level].word.toLowerCase()} from now on. It is in the log.`;
    notifications.show({ message, autoClose: 4_000 });
  }
  return (
    <div className={classes['services']}>
      {services.length === 0 ? (
        <p className={classes['words']}>
          {isReadOnly
            ? 'Nobody has marked how a service stands.'
            : 'Mark when a service goes down and comes back: both outages are computed from it.'}
        </p>
      ) : null}
      {services.map((service) => {
        const last = lastMark(state, service);
        return (
          <fieldset key={service} className={classes['service']} aria-label={service}>
            <span className={classes['name']}>
              {service}
              <small>{last === undefined ? '' : ` for ${toSpanText(Math.max(0, nowMs - last.atMs))}`}</small>
            </span>
            <span className={classes['levels']}>
              {serviceLevelSchema.options.map((level) => {
                const { word, icon: Icon, tone } = levelLooks[level];
                const isOn = last?.level === level;
                return (
                  <button
                    key={level}
                    type="button"
                    className={classes['level']}
                    data-tone={isOn ? tone : undefined}
                    aria-pressed={isOn}
                    disabled={isReadOnly || asking.isAsking || isOn}
                    onClick={() => void mark(service, level)}
                  >
                    <Icon size={13} aria-hidden="true" /> {word}
                  </button>
                );
              })}
            </span>
          </fieldset>
        );
      })}
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {isReadOnly ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Plus size={13} aria-hidden="true" />}
          onClick={() => setMarking(true)}
        >
          {services.length === 0 ? 'Mark a service…' : 'Mark another…'}
        </Button>
      )}
      {isMarking ? <ServiceMarkDialog state={state} onClose={() => setMarking(false)} /> : null}
    </div>
  );
}

/** The newest by the time it speaks of; of two for the same instant the one made last. */
function lastMark({ postmortem }: MaintenanceState, service: string) {
  return postmortem.marks
    .filter((mark) => mark.service === service)
    .toSorted((a, b) => a.atMs - b.atMs)
    .at(-1);
}
