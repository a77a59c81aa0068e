/** Makes shifts of the events of a calendar: who and in which role by what is known and what was answered, else it asks. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Span } from '../roster/coverage.ts';
import { hasWord, isSameWord, type PersonId } from '../roster/names.ts';
import type { Person } from '../roster/person.ts';
import type { Shift } from '../roster/roster.ts';
import { type TimeAnswers, type TimeQuestion, toOccurrences } from './occurrences.ts';
import type { CalendarEvent } from './parse-calendar.ts';

export interface ShiftAnswers extends TimeAnswers {
  /** By attendee or summary, in lower case. */
  readonly people: ReadonlyMap<string, PersonId>;
  readonly roles: ReadonlyMap<string, string>;
  /** Where nothing else says one. */
  readonly role?: string;
}

export type ShiftQuestion = (
  | TimeQuestion
  | { readonly about: 'person' | 'role'; readonly key: string; readonly says: string }
) & {
  readonly lines: readonly number[];
};

export interface EventOutcome {
  readonly line: number;
  readonly uid: string;
  readonly summary: string;
  readonly outcome: 'understood' | 'asks' | 'outside' | 'refused';
  readonly says: string;
  readonly shifts: readonly string[];
}

export interface ShiftImport {
  readonly events: readonly EventOutcome[];
  readonly questions: readonly ShiftQuestion[];
  readonly shifts: readonly Shift[];
}

type Question = ShiftQuestion extends infer Q ? (Q extends unknown ? Omit<Q, 'lines'> : never) : never;
const linesLimit = 100;

export function toShiftImport(
  events: readonly CalendarEvent[],
  people: readonly Person[],
  near: Span,
  answers: ShiftAnswers,
): ShiftImport {
  const byWord = indexPeople(people);
  const byId = new Map(people.map((person) => [person.id as string, person]));
  const overrides = Map.groupBy(
    events.filter(({ insteadOf, uid }) => insteadOf !== undefined && uid !== ''),
    ({ uid }) => uid,
  );
  const questions = new Map<string, { readonly question: Question; readonly lines: number[] }>();
  const shifts = new Map<string, Shift>();

  const outcomes = events.map((event): EventOutcome => {
    const { line, uid, summary } = event;
    const end = (outcome: EventOutcome['outcome'], says: string, ids: readonly string[] = []) => ({
      line,
      uid,
      summary,
      outcome,
      says,
      shifts: ids,
    });
    if (event.problem !== undefined) return end('refused', `Refused: ${event.problem}.`);
    if (event.isCancelled) return end('outside', 'It is cancelled.');
    const instead = event.insteadOf === undefined ? (overrides.get(uid) ?? []) : [];
    const found = toOccurrences(event, instead, near, answers);
    if (!found.ok) return end('refused', `Refused: ${found.failure.message}.`);
    const asked: Question[] = [...found.value.questions];
    if (found.value.spans.length === 0 && asked.length === 0) return end('outside', 'It has nothing near the window.');
    const who = findPeople(event, byWord, byId, answers, asked);
    const roles = who.map((person) => ({ person, role: findRole(event, person, answers, asked) }));
    if (asked.length > 0) {
      for (const question of asked) {
        const key = `${question.about} ${question.key}`;
        const known = questions.get(key) ?? { question, lines: [] };
        if (known.lines.length < linesLimit) known.lines.push(line);
        questions.set(key, known);
      }
      return end('asks', asked.map(({ says }) => says).join(' '));
    }
    const own = roles.flatMap(({ person, role }) =>
      role === undefined ? [] : found.value.spans.map((span) => toShift(event, person.id, role, span)),
    );
    for (const shift of own) shifts.set(shift.id, shift);
    return end(
      'understood',
      own.length === 1 ? 'One shift.' : `${own.length} shifts.`,
      own.map(({ id }) => id),
    );
  });
  return {
    events: outcomes,
    questions: [...questions.values()].map(({ question, lines }) => ({ ...question, lines })),
    shifts: [...shifts.values()],
  };
}

/** By address and by name; a name that several have is nobody's. */
function indexPeople(people: readonly Person[]): ReadonlyMap<string, Person | undefined> {
  const index = new Map<string, Person | undefined>();
  for (const person of people) {
    const name = person.name.toLowerCase();
    index.set(name, index.has(name) ? undefined : person);
  }
  for (const person of people) {
    const address = person.contact.email?.toLowerCase();
    if (address !== undefined) index.set(address, person);
  }
  return index;
}

function findPeople(
  event: CalendarEvent,
  byWord: ReadonlyMap<string, Person | undefined>,
  byId: ReadonlyMap<string, Person>,
  answers: ShiftAnswers,
  asked: Question[],
): readonly Person[] {
  const written = byId.get(event.person ?? '');
  if (written !== undefined) return [written];
  const find = (word: string) => {
    const key = word.toLowerCase();
    return byId.get(answers.people.get(key) ?? '') ?? byWord.get(key);
  };
  // Without attendees the summary says who.
  const sources = event.attendees.length > 0 ? event.attendees : [[event.summary]];
  const found = sources.flatMap((words) => {
    const person = words.map(find).find((one) => one !== undefined);
    if (person !== undefined) return [person];
    const key = words[0] ?? '';
    asked.push({ about: 'person', key, says: `Nobody in the address book is known as “${key}”. Who is meant?` });
    return [];
  });
  return [...new Set(found)];
}

function findRole(event: CalendarEvent, person: Person, answers: ShiftAnswers, asked: Question[]): string | undefined {
  if (event.role !== undefined && event.role !== '') return event.role.slice(0, 100);
  for (const word of [event.summary, ...event.categories]) {
    const role = answers.roles.get(word.toLowerCase());
    if (role !== undefined) return role;
    // A category, or the summary itself, that is one of their roles says it in so many words.
    if (hasWord(person.roles, word)) return person.roles.find((one) => isSameWord(one, word));
  }
  if (answers.role !== undefined) return answers.role;
  const says = `Nothing says in which role “${event.summary}” is. Which is meant?`;
  if (!asked.some(({ about, key }) => about === 'role' && key === event.summary))
    asked.push({ about: 'role', key: event.summary, says });
  return undefined;
}

/** The same event gives the same shift: importing a file again changes it instead of adding to it. */
function toShift({ uid, line, summary }: CalendarEvent, person: PersonId, role: string, { fromMs, toMs }: Span): Shift {
  const source = uid === '' ? `${line} ${summary}` : uid;
  const id = `ics-${bytesToHex(sha256(utf8ToBytes(`${source}\n${person}\n${fromMs}`))).slice(0, 24)}`;
  return { id, person, role, fromMs, toMs };
}
