/** The roster of a maintenance: who is there when, whether that is enough, who answers for what, and who works on what now. */
import { Button, FileButton, Loader } from '@mantine/core';
import { CalendarPlus, Download, Upload, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import { goTo } from '../../frame/navigation.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom } from '../../parts/layout/page.tsx';
import { ScrollView } from '../../parts/layout/scroll-view.tsx';
import { usePolicy } from '../readiness/use-readiness.ts';
import { download } from '../runbooks/files.ts';
import { ClaimList } from './claim-list.tsx';
import { DropOuts } from './drop-outs.tsx';
import { DutyList } from './duty-list.tsx';
import { HandOverList } from './hand-over-list.tsx';
import { ImportShifts } from './import-shifts.tsx';
import classes from './roster.module.css';
import { RosterDeedOf } from './roster-deed-of.tsx';
import type { RosterDeed } from './roster-deeds.ts';
import { Timeline } from './timeline.tsx';

export function RosterView({ state }: { readonly state: MaintenanceState }) {
  const { policy, asked } = usePolicy(state);
  const [deed, begin] = useState<RosterDeed>();
  const isClosed = useIsReadOnly() || isOver(state);
  const asking = useAsking();
  const { id, roster } = state;
  const { window } = state.schedule;
  return (
    <ScrollView label="Roster" className={classes['view']}>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      <Head state={state} isClosed={isClosed} onDeed={begin} />
      {window === undefined ? (
        <NoWindow isClosed={isClosed} onSet={() => goTo({ room: 'maintenance', id, tab: 'brief' })} />
      ) : roster.members.length === 0 ? (
        <NoMembers isClosed={isClosed} onInvolve={() => begin({ kind: 'involve' })} />
      ) : policy === undefined ? (
        <Loader size="sm" />
      ) : (
        <Timeline
          state={state}
          window={window}
          policy={policy}
          isClosed={isClosed}
          onDeed={begin}
          onCheckIn={(person) => void asking.ask('roster.checkIn', { maintenance: id, person })}
          onAvailable={(person) => void asking.ask('roster.available', { maintenance: id, person })}
        />
      )}
      {roster.members.length === 0 ? null : (
        <>
          {policy === undefined ? null : (
            <DropOuts
              state={state}
              policy={policy}
              isClosed={isClosed}
              onDeed={begin}
              onAvailable={(person) => void asking.ask('roster.available', { maintenance: id, person })}
            />
          )}
          <div className={classes['columns']}>
            <ClaimList state={state} asking={asking} />
            <HandOverList state={state} asking={asking} onDeed={begin} />
            <DutyList state={state} isClosed={isClosed} onDeed={begin} />
          </div>
        </>
      )}
      {deed === undefined ? null : <RosterDeedOf state={state} deed={deed} onClose={() => begin(undefined)} />}
    </ScrollView>
  );
}

interface HeadProps {
  readonly state: MaintenanceState;
  readonly isClosed: boolean;
  readonly onDeed: (deed: RosterDeed) => void;
}

function Head({ state, isClosed, onDeed }: HeadProps) {
  const { members, shifts } = state.roster;
  const exporting = useAsking();
  const [file, setFile] = useState<File | null>(null);
  async function exportShifts() {
    const made = await exporting.ask('roster.exportShifts', { maintenance: state.id });
    if (made !== undefined) download(made.file, made.calendar, 'text/calendar');
  }
  return (
    <div className={classes['head']}>
      <h2>
        Roster{' '}
        <span className={classes['soft']}>
          {members.length === 1 ? '1 person' : `${members.length.toLocaleString('en')} people`},{' '}
          {shifts.length === 1 ? '1 shift' : `${shifts.length.toLocaleString('en')} shifts`}
        </span>
      </h2>
      {exporting.failure === undefined ? null : (
        <FailureNote failure={exporting.failure} onDismiss={exporting.forget} />
      )}
      <div className={classes['buttons']}>
        {shifts.length === 0 ? null : (
          <Button
            size="compact-sm"
            variant="default"
            loading={exporting.isAsking}
            leftSection={<Download size={14} aria-hidden="true" />}
            onClick={() => void exportShifts()}
          >
            Export iCalendar
          </Button>
        )}
        {isClosed ? null : (
          <>
            <FileButton accept=".ics,text/calendar" onChange={setFile}>
              {(props) => (
                <Button
                  {...props}
                  size="compact-sm"
                  variant="default"
                  disabled={state.schedule.window === undefined}
                  leftSection={<Upload size={14} aria-hidden="true" />}
                >
                  Import iCalendar
                </Button>
              )}
            </FileButton>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<UserPlus size={14} aria-hidden="true" />}
              onClick={() => onDeed({ kind: 'involve' })}
            >
              Put people on it…
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={members.length === 0 || state.schedule.window === undefined}
              leftSection={<CalendarPlus size={14} aria-hidden="true" />}
              onClick={() => onDeed({ kind: 'shift' })}
            >
              Add a shift…
            </Button>
          </>
        )}
      </div>
      {file === null ? null : <ImportShifts key={file.name} id={state.id} file={file} onClose={() => setFile(null)} />}
    </div>
  );
}

function NoWindow({ isClosed, onSet }: { readonly isClosed: boolean; readonly onSet: () => void }) {
  return (
    <EmptyRoom
      icon={<CalendarPlus size={26} aria-hidden="true" />}
      title={isClosed ? 'No window yet' : 'First the window'}
      actions={isClosed ? null : <Button onClick={onSet}>Set it in the brief</Button>}
    >
      Shifts stand on the hours of the window. Once it has a start and an end, the roster shows who is there at each
      instant of it, and where too few are.
    </EmptyRoom>
  );
}

function NoMembers({ isClosed, onInvolve }: { readonly isClosed: boolean; readonly onInvolve: () => void }) {
  return (
    <EmptyRoom
      icon={<Users size={26} aria-hidden="true" />}
      title="Nobody on the roster yet"
      actions={isClosed ? null : <Button onClick={onInvolve}>Put people on it…</Button>}
    >
      People come from the address book. Give each a shift: under them the band then shows how many qualified people are
      there at every instant of the window.
    </EmptyRoom>
  );
}
