/** Shifts as bars over the window, one row a person, and under them how many qualified people are there at each instant. */
import { Menu, TextInput, UnstyledButton } from '@mantine/core';
import { Search, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isOver } from '../../../core/maintenance/tasks.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { toCoverage, toWanted } from '../../../core/roster/coverage.ts';
import { hasWord, type PersonId } from '../../../core/roster/names.ts';
import type { Member } from '../../../core/roster/person.ts';
import type { Shift } from '../../../core/roster/roster.ts';
import type { Window } from '../../../core/schedule/window.ts';
import { useSeat } from '../../model/react.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { CoverageBand, Gaps } from './coverage-band.tsx';
import classes from './roster.module.css';
import type { RosterDeed } from './roster-deeds.ts';
import { type TimeScale, toDayText, toHourText, toPercent, toScale, toTicks } from './time-scale.ts';

/** Whoever stands beyond is counted, and found by their name. */
const shownRows = 200;
/** A roster that fits a screen needs no search. */
const searchedFrom = 20;

interface TimelineProps {
  readonly state: MaintenanceState;
  readonly window: Window;
  readonly policy: Policy;
  readonly isClosed: boolean;
  readonly onDeed: (deed: RosterDeed) => void;
  readonly onCheckIn: (person: PersonId) => void;
  readonly onAvailable: (person: PersonId) => void;
}

export function Timeline(props: TimelineProps) {
  const { state, window, policy } = props;
  const { members, shifts } = state.roster;
  const scale = toScale(window, shifts);
  const wanted = toWanted(policy);
  const coverage = toCoverage(state.roster, window, wanted);
  const withShift = new Set(shifts.map(({ person }) => person));
  const [typed, setTyped] = useState('');
  const words = typed.trim().toLocaleLowerCase('en');
  const rows = members
    .filter(({ name, roles }) => [name, ...roles].some((one) => one.toLocaleLowerCase('en').includes(words)))
    .toSorted((a, b) => Number(withShift.has(b.id)) - Number(withShift.has(a.id)));
  return (
    <div className={classes['timeline']}>
      {members.length < searchedFrom ? null : (
        <TextInput
          size="xs"
          w={260}
          mb="sm"
          aria-label="Find somebody on the roster"
          placeholder="Name or role"
          leftSection={<Search size={14} aria-hidden="true" />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className={classes['chart']}>
        <Axis scale={scale} />
        <ul className={classes['rows']} aria-label="Shifts">
          {rows.slice(0, shownRows).map((member) => (
            <PersonRow
              key={member.id}
              {...props}
              member={member}
              shifts={shifts.filter(({ person }) => person === member.id).toSorted((a, b) => a.fromMs - b.fromMs)}
              scale={scale}
            />
          ))}
        </ul>
        <CoverageBand coverage={coverage} wanted={wanted} scale={scale} />
        <Lines scale={scale} window={window} />
      </div>
      {rows.length > shownRows ? (
        <p className={classes['soft']}>
          and {(rows.length - shownRows).toLocaleString('en')} more: find them by their name above
        </p>
      ) : null}
      <Gaps gaps={coverage.gaps} wanted={wanted} zone={window.zone} />
    </div>
  );
}

function Axis({ scale }: { readonly scale: TimeScale }) {
  // One at the very edge would have no room for its words.
  const ticks = toTicks(scale).filter((atMs) => toPercent(scale, atMs) < 95);
  return (
    <div className={classes['axis']} aria-hidden="true">
      {ticks.map((atMs, index) => {
        const day = toDayText(atMs, scale.zone);
        const before = ticks[index - 1];
        const isNewDay = before === undefined || toDayText(before, scale.zone) !== day;
        return (
          <span key={atMs} className={classes['tick']} style={{ left: `${toPercent(scale, atMs)}%` }}>
            {isNewDay ? <b>{day}</b> : null}
            {toHourText(atMs, scale.zone)}
          </span>
        );
      })}
    </div>
  );
}

/** The window's edges and the present, drawn over all rows. */
function Lines({ scale, window }: { readonly scale: TimeScale; readonly window: Window }) {
  const nowMs = useNowMs();
  const at = (atMs: number) => ({ left: `${toPercent(scale, atMs)}%` });
  return (
    <div className={classes['lines']} aria-hidden="true">
      <span className={classes['edge']} style={at(window.startMs)} />
      <span className={classes['edge']} style={at(window.endMs)} />
      {nowMs > scale.fromMs && nowMs < scale.toMs ? (
        <span className={classes['now']} style={at(nowMs)}>
          now
        </span>
      ) : null}
    </div>
  );
}

interface PersonRowProps extends TimelineProps {
  readonly member: Member;
  readonly shifts: readonly Shift[];
  readonly scale: TimeScale;
}

function PersonRow(props: PersonRowProps) {
  const { state, member, shifts, scale, policy, isClosed, onDeed } = props;
  const absence = state.roster.absences.find(({ person }) => person === member.id);
  const checkIn = state.roster.checkIns.findLast(({ person }) => person === member.id);
  const isQualified = hasWord(member.qualifications, policy.roles.qualification);
  return (
    <li className={classes['row']} aria-label={member.name}>
      <div className={classes['who']}>
        <PersonMenu {...props} isAway={absence !== undefined} />
        <span className={classes['roles']}>
          {member.roles.join(', ')}
          {absence !== undefined ? (
            <span className={classes['away']} data-tone="bad" title={absence.reason}>
              <UserX size={12} aria-hidden="true" /> away from {toDayText(absence.fromMs, scale.zone)},{' '}
              {toHourText(absence.fromMs, scale.zone)}
            </span>
          ) : checkIn === undefined ? null : (
            <span className={classes['away']} data-tone="good">
              <UserCheck size={12} aria-hidden="true" /> checked in {toHourText(checkIn.atMs, scale.zone)}
            </span>
          )}
        </span>
      </div>
      <div className={classes['lane']}>
        {absence === undefined ? null : (
          <span
            className={classes['absence']}
            style={{ left: `${toPercent(scale, absence.fromMs)}%` }}
            title={`Not available: ${absence.reason}`}
          />
        )}
        {shifts.map((shift) => (
          <ShiftBar
            key={shift.id}
            shift={shift}
            scale={scale}
            isCounted={isQualified && hasWord([policy.roles.qualified], shift.role)}
            isAway={absence !== undefined && absence.fromMs < shift.toMs}
            isClosed={isClosed}
            onOpen={() => onDeed({ kind: 'shift', shift })}
          />
        ))}
      </div>
    </li>
  );
}

interface ShiftBarProps {
  readonly shift: Shift;
  readonly scale: TimeScale;
  /** Counts for the coverage below. */
  readonly isCounted: boolean;
  /** Its person is said to be away before it ends. */
  readonly isAway: boolean;
  readonly isClosed: boolean;
  readonly onOpen: () => void;
}

function ShiftBar({ shift, scale, isCounted, isAway, isClosed, onOpen }: ShiftBarProps) {
  const left = toPercent(scale, shift.fromMs);
  const span = `${toHourText(shift.fromMs, scale.zone)}–${toHourText(shift.toMs, scale.zone)}`;
  return (
    <UnstyledButton
      className={classes['shift'] ?? ''}
      data-counted={isCounted || undefined}
      data-away={isAway || undefined}
      disabled={isClosed}
      style={{ left: `${left}%`, width: `${toPercent(scale, shift.toMs) - left}%` }}
      title={`${shift.role}, ${span}`}
      aria-label={`${shift.role}, ${span}`}
      onClick={onOpen}
    >
      {shift.role} <span>{span}</span>
    </UnstyledButton>
  );
}

function PersonMenu({
  state,
  member,
  isClosed,
  isAway,
  onDeed,
  onCheckIn,
  onAvailable,
}: PersonRowProps & { readonly isAway: boolean }) {
  const person = member.id;
  const seat = useSeat(state);
  const isOwn = seat.visitor !== undefined && seat.speaksFor(person) && seat.may('roster.checkIn') && !isOver(state);
  if (isClosed && !isOwn) return <span className={classes['name']}>{member.name}</span>;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes['name'] ?? ''}>{member.name}</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isOwn ? null : <Menu.Item onClick={() => onDeed({ kind: 'shift', person })}>Add a shift…</Menu.Item>}
        <Menu.Item onClick={() => onDeed({ kind: 'claim', person })}>Working on…</Menu.Item>
        <Menu.Item onClick={() => onCheckIn(person)}>Check in</Menu.Item>
        <Menu.Divider />
        {isOwn ? null : <Menu.Item onClick={() => onDeed({ kind: 'hand-over', person })}>Hand over…</Menu.Item>}
        {isAway ? (
          <Menu.Item onClick={() => onAvailable(person)}>Available again</Menu.Item>
        ) : (
          <Menu.Item onClick={() => onDeed({ kind: 'unavailable', person })}>Not available…</Menu.Item>
        )}
        {isOwn ? null : <Menu.Item onClick={() => onDeed({ kind: 'release', person })}>Take off the roster…</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
