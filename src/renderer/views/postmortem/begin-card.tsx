/** Which report is asked for, and beginning it: offered, expected, or demanded (`PM-1`, `PM-4`). */
import { Button, Menu } from '@mantine/core';
import { ChevronDown, FilePlus2 } from 'lucide-react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import { type ReportKind, reportKindSchema } from '../../../core/postmortem/report.ts';
import { goTo } from '../../frame/navigation.ts';
import type { Seat } from '../../model/seat.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { Because } from './because.tsx';
import { mayOf } from './may.ts';
import classes from './postmortem.module.css';
import { reportKindNames } from './report-words.ts';

interface BeginCardProps {
  readonly view: ReportView;
  readonly seat: Seat;
}

export function BeginCard({ view, seat }: BeginCardProps) {
  const { maintenance, demand, report } = view;
  const asking = useAsking();
  // A report of another kind keeps its words and becomes the one that is demanded.
  const begin = mayOf(view, report === undefined ? 'begin' : 'write', seat);
  const isDemandMet = demand.kind !== 'demanded' || report?.kind === 'incident-report';
  const others = reportKindSchema.options.filter((kind) => kind !== demand.report);
  async function start(kind: ReportKind) {
    const begun = await asking.ask('report.begin', { maintenance, kind });
    if (begun !== undefined && report === undefined)
      goTo({ room: 'maintenance', id: maintenance, tab: 'post-mortem', part: 'summary' });
  }
  if (report !== undefined && isDemandMet) return null;
  const isClosed = !begin.isAllowed;
  return (
    <section
      className={classes['card']}
      aria-label="The report"
      data-tone={demand.kind === 'demanded' ? 'bad' : demand.kind === 'expected' ? 'warn' : undefined}
      data-asks={demand.kind === 'demanded' || demand.kind === 'expected' || undefined}
    >
      <h2>{demand.kind === 'demanded' ? 'An IncidentReport is demanded' : 'The report'}</h2>
      <p>{demand.says}</p>
      <p className={classes['soft']}>
        The draft comes from the journal: times, timeline, decisions, steps against their estimates, who was there. What
        the team learnt is yours to write, and no draft ever goes over it.
      </p>
      {begin.because === undefined || begin.because === demand.says ? null : <Because>{begin.because}</Because>}
      <div className={classes['tools']}>
        <Button
          size="sm"
          variant={demand.kind === 'none' || demand.kind === 'offered' ? 'default' : 'filled'}
          disabled={isClosed}
          loading={asking.isAsking}
          leftSection={<FilePlus2 size={15} aria-hidden="true" />}
          onClick={() => void start(demand.report)}
        >
          {report === undefined ? `Begin the ${reportKindNames[demand.report]}` : 'Make it an IncidentReport'}
        </Button>
        {report !== undefined || demand.kind === 'demanded' ? null : (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button
                size="sm"
                variant="subtle"
                disabled={isClosed}
                rightSection={<ChevronDown size={14} aria-hidden="true" />}
              >
                Another kind
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((kind) => (
                <Menu.Item key={kind} onClick={() => void start(kind)}>
                  {reportKindNames[kind]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
    </section>
  );
}
