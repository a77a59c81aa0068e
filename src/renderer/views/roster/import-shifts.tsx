/** Shifts from an iCalendar file: what each event gives, and every question it leaves open; nothing is guessed and nothing written before. */
import { Autocomplete, Checkbox, Loader, Radio, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CalendarQuestion } from '../../../contract/people-shapes.ts';
import type { RequestInput, RequestOutput } from '../../../contract/requests.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { isKnownZone } from '../../../core/schedule/window.ts';
import { attempt } from '../../model/asking.ts';
import { useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { type ShownFailure, toShownFailure } from '../../parts/asking/failure.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { PersonField } from '../../parts/fields/people-field.tsx';
import { ImportRows } from '../../parts/layout/import-rows.tsx';
import { toBase64 } from '../runbooks/files.ts';
import classes from './roster.module.css';

/** By `about` and `key`, as the question has them. */
type Answers = ReadonlyMap<string, string>;
type Report = RequestOutput<'roster.importShifts'>;

/** More than these are counted, and not drawn. */
const shownEvents = 300;

function keyOf({ about, key }: Pick<CalendarQuestion, 'about' | 'key'>): string {
  return `${about} ${key}`;
}

/** What was answered so far, as the request takes it. A zone that is none is no answer yet. */
function toAnswered(answers: Answers): Partial<RequestInput<'roster.importShifts'>> {
  const of = (about: CalendarQuestion['about']) =>
    [...answers].flatMap(([name, value]) =>
      name.startsWith(`${about} `) && value !== '' ? [{ key: name.slice(about.length + 1), value }] : [],
    );
  return {
    people: of('person').map(({ key, value }) => ({ key, person: value as PersonId })),
    roles: of('role').map(({ key, value }) => ({ key, role: value })),
    zones: [...of('zone'), ...of('floating')]
      .filter(({ value }) => isKnownZone(value))
      .map(({ key, value }) => ({ key, zone: value })),
    times: of('time').map(({ key, value }) => ({ key, atMs: Number(value) })),
  };
}

interface ImportShiftsProps {
  readonly id: MaintenanceId;
  readonly file: File;
  readonly onClose: () => void;
}

export function ImportShifts({ id, file, onClose }: ImportShiftsProps) {
  const { link } = useModels();
  const [answers, setAnswers] = useState<Answers>(new Map());
  const [questions, setQuestions] = useState<readonly CalendarQuestion[]>([]);
  const [leavesOutTheRest, setLeaveOut] = useState(false);
  const [report, setReport] = useState<Report>();
  const [failure, setFailure] = useState<ShownFailure>();
  const asking = useAsking();
  useEffect(() => {
    let isLate = false;
    async function tryIt() {
      const content = await toBase64(file);
      const input = { maintenance: id, file: file.name, content, isDryRun: true, ...toAnswered(answers) };
      const dry = await attempt(link, 'roster.importShifts', input);
      if (isLate) return;
      setFailure(dry.ok ? undefined : dry.failure);
      if (!dry.ok) return;
      setReport(dry.value);
      // A question that was answered stays, so that the answer can be changed.
      setQuestions((before) => {
        const known = new Set(before.map(keyOf));
        return [...before, ...dry.value.questions.filter((one) => !known.has(keyOf(one)))];
      });
    }
    tryIt().catch((cause: unknown) => setFailure(toShownFailure(cause)));
    return () => {
      isLate = true;
    };
  }, [link, id, file, answers]);
  async function write() {
    const content = await toBase64(file);
    const input = { maintenance: id, file: file.name, content, leavesOutTheRest, ...toAnswered(answers) };
    const written = await asking.ask('roster.importShifts', input);
    if (written?.isWritten) onClose();
    else if (written !== undefined) setReport(written);
  }
  const isOpen =
    report === undefined || report.events.some(({ outcome }) => outcome === 'asks' || outcome === 'refused');
  const count = report?.shifts.length ?? 0;
  return (
    <DeedDialog
      title={`Shifts from ${file.name}`}
      deed={count === 1 ? 'Add 1 shift' : `Add ${count} shifts`}
      size={760}
      isReady={count > 0 && (!isOpen || leavesOutTheRest)}
      asking={asking}
      onDo={() => void write()}
      onClose={onClose}
    >
      {failure === undefined ? null : <FailureNote failure={failure} />}
      {report === undefined && failure === undefined ? <Loader size="sm" /> : null}
      {questions.map((question) => (
        <Question
          key={keyOf(question)}
          question={question}
          value={answers.get(keyOf(question)) ?? ''}
          onAnswer={(value) => setAnswers((before) => new Map(before).set(keyOf(question), value))}
        />
      ))}
      {report === undefined ? null : <Events report={report} />}
      {isOpen && count > 0 ? (
        <Checkbox
          label="Leave out what is refused or not answered"
          checked={leavesOutTheRest}
          onChange={(event) => setLeaveOut(event.currentTarget.checked)}
        />
      ) : null}
    </DeedDialog>
  );
}

interface QuestionProps {
  readonly question: CalendarQuestion;
  readonly value: string;
  readonly onAnswer: (value: string) => void;
}

function Question({ question, value, onAnswer }: QuestionProps) {
  const { about, says, readings = [] } = question;
  switch (about) {
    case 'person':
      return (
        <PersonField
          label={says}
          value={value === '' ? null : (value as PersonId)}
          onChange={(person) => onAnswer(person ?? '')}
        />
      );
    case 'role':
      return <TextInput label={says} value={value} onChange={(event) => onAnswer(event.currentTarget.value)} />;
    case 'zone':
    case 'floating':
      return (
        <Autocomplete
          label={says}
          data={Intl.supportedValuesOf('timeZone')}
          limit={50}
          value={value}
          onChange={onAnswer}
        />
      );
    case 'time':
      return (
        <Radio.Group label={says} value={value} onChange={onAnswer}>
          {readings.map(({ atMs, text }) => (
            <Radio key={atMs} mt={6} value={String(atMs)} label={text} />
          ))}
        </Radio.Group>
      );
  }
}

const outcomes = { understood: 'good', asks: 'warn', outside: 'neutral', refused: 'bad' } as const;

function Events({ report: { events, problems } }: { readonly report: Report }) {
  return (
    <>
      {problems.map((text) => (
        <p key={text} className={classes['warn']} data-tone="bad">
          {text}
        </p>
      ))}
      <ImportRows
        label="Event by event"
        rows={events.slice(0, shownEvents).map(({ uid, summary, ...event }) => ({
          ...event,
          key: `${event.line} ${uid}`,
          name: summary,
          tone: outcomes[event.outcome],
        }))}
      />
      {events.length > shownEvents ? <p className={classes['soft']}>and {events.length - shownEvents} more</p> : null}
    </>
  );
}
