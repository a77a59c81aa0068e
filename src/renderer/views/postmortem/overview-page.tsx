/** The first page of the post-mortem: whether it was perfect and why, which report that asks for, and what the journal says nobody has to type. */
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { ReportFacts } from '../../../core/postmortem/report.ts';
import type { Seat } from '../../model/seat.ts';
import { BeginCard } from './begin-card.tsx';
import { FactsSection } from './facts-section.tsx';
import { PerfectCard } from './perfect-card.tsx';
import classes from './postmortem.module.css';
import { ServiceCard } from './service-card.tsx';

interface OverviewPageProps {
  readonly state: MaintenanceState;
  readonly view: ReportView;
  readonly facts: ReportFacts;
  readonly seat: Seat;
}

export function OverviewPage({ state, view, facts, seat }: OverviewPageProps) {
  return (
    <div className={classes['page']}>
      <PerfectCard perfect={facts.perfect} />
      <BeginCard view={view} seat={seat} />
      <ServiceCard state={state} view={view} facts={facts} seat={seat} />
      <FactsSection facts={facts} />
    </div>
  );
}
