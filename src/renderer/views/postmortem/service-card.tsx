/** How the services stood: marks as a band, the two outages computed from them (`PM-5`), and each mark to be taken back. */
import { ActionIcon, Button } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { ReportFacts } from '../../../core/postmortem/report.ts';
import type { Seat } from '../../model/seat.ts';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { toSpanText } from '../../parts/time/times.ts';
import overview from './overview.module.css';
import classes from './postmortem.module.css';
import { levelLooks } from './report-words.ts';
import { ServiceBand } from './service-band.tsx';
import { ServiceMarkDialog } from './service-mark-dialog.tsx';

interface ServiceCardProps {
  readonly state: MaintenanceState;
  readonly view: ReportView;
  readonly facts: ReportFacts;
  readonly seat: Seat;
}

export function ServiceCard({ state, view, facts, seat }: ServiceCardProps) {
  const [dialog, setDialog] = useState<'mark' | { readonly withdraw: ReportView['marks'][number] }>();
  const { marks } = view;
  const { outage, times } = facts;
  const close = () => setDialog(undefined);
  return (
    <section className={classes['card']} aria-label="How the services stood">
      <div className={classes['cardHead']}>
        <h2>How the services stood</h2>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!seat.may('serviceState.mark')}
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() => setDialog('mark')}
        >
          Mark…
        </Button>
      </div>
      {marks.length === 0 ? (
        <p className={classes['soft']}>
          Nobody marked how a service stood. Mark when it went down, was back in part, and was up again: both outages
          are computed from these marks.
        </p>
      ) : (
        <>
          <ServiceBand marks={marks} fromMs={times.startedAtMs ?? 0} toMs={times.endedAtMs ?? view.atMs} />
          {outage === undefined ? null : (
            <dl className={overview['figures']}>
              <Figure name="Visible outage" spanMs={outage.visibleMs} says="from down to partial" />
              <Figure name="Total outage" spanMs={outage.totalMs} says="from down to up" />
            </dl>
          )}
          {outage?.isOngoing ? <p data-tone="warn">Not marked up again yet: counted until now.</p> : null}
          <ul className={overview['marks']} aria-label="Marks">
            {marks.map((mark) => (
              <li key={mark.id}>
                <Instant atMs={mark.atMs} />
                <strong>{mark.service}</strong>
                <Mark look={levelLooks[mark.level]} />
                <span className={classes['soft']}>
                  by {mark.by}
                  {mark.note === undefined ? '' : `: ${mark.note}`}
                </span>
                {!seat.may('serviceState.withdraw') ? null : (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={`Take back: ${mark.service} ${levelLooks[mark.level].word}`}
                    onClick={() => setDialog({ withdraw: mark })}
                  >
                    <Trash2 size={14} aria-hidden="true" />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {dialog === 'mark' ? <ServiceMarkDialog state={state} onClose={close} /> : null}
      {typeof dialog === 'object' ? (
        <ReasonDialog
          title={`Take back that ${dialog.withdraw.service} was ${levelLooks[dialog.withdraw.level].word.toLowerCase()}`}
          deed="Take it back"
          request="serviceState.withdraw"
          toInput={(reason) => ({ maintenance: state.id, mark: dialog.withdraw.id, reason })}
          onClose={close}
        />
      ) : null}
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly spanMs: number;
  readonly says: string;
}

function Figure({ name, spanMs, says }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {spanMs === 0 ? 'none' : toSpanText(spanMs)} <small>{says}</small>
      </dd>
    </div>
  );
}
