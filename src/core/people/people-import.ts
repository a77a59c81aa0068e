/** Brings the rows of a file together with the address book: who is new, who changes, who is refused and why. */
import type { PersonId } from '../roster/names.ts';
import { type Person, personSchema } from '../roster/person.ts';
import { toPersonId } from '../roster/person-id.ts';
import { toCanonicalJson } from '../text/canonical-json.ts';
import type { PersonRow } from './person-row.ts';

export interface RowOutcome {
  readonly line: number;
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'refused';
  readonly person?: PersonId;
  readonly name?: string;
  readonly says: string;
}

export interface PeopleImport {
  readonly outcomes: readonly RowOutcome[];
  /** Those who are added or changed, whole. */
  readonly people: readonly Person[];
}

/**
 * Somebody is known by id, else by e-mail address, else by a name that one person has and whose address does not differ.
 * What a file does not say, or leaves empty, stays as it was: an import takes nothing away.
 *
 * @param zone of those of whom neither the file nor the address book has one
 */
export function toPeopleImport(
  rows: readonly PersonRow[],
  known: readonly Person[],
  zone: string | undefined,
): PeopleImport {
  const book = new AddressIndex(known);
  const lineOf = new Map<PersonId, number>();
  const changed = new Map<PersonId, Person>();
  const outcomes = rows.map((row): RowOutcome => {
    const named = row.name === undefined ? {} : { name: row.name.slice(0, 200) };
    const refuse = (says: string): RowOutcome => ({ line: row.line, outcome: 'refused', ...named, says });
    if (row.problem !== undefined) return refuse(`Refused: ${row.problem}.`);
    const before = book.find(row);
    if (before === undefined && row.name === undefined) return refuse('Refused: it has no name.');
    const id = before?.id ?? row.id ?? toPersonId(row.name ?? '', (taken) => book.has(taken));
    const earlier = lineOf.get(id as PersonId);
    if (earlier !== undefined) return refuse(`Refused: “${id}” stands in line ${earlier} already.`);
    const parsed = personSchema.safeParse(merge(row, id, before, zone));
    if (!parsed.success) return refuse(`Refused: ${toSentence(parsed.error.issues)}`);
    const person = parsed.data;
    lineOf.set(person.id, row.line);
    const found = { line: row.line, person: person.id, name: person.name };
    if (before !== undefined && toCanonicalJson(before) === toCanonicalJson(person)) {
      return { ...found, outcome: 'unchanged', says: 'Nothing is new.' };
    }
    book.add(person);
    changed.set(person.id, person);
    if (before === undefined) return { ...found, outcome: 'added', says: `Added as “${person.id}”.` };
    return { ...found, outcome: 'changed', says: `Changed: ${differences(before, person).join(', ')}.` };
  });
  return { outcomes, people: [...changed.values()] };
}

function merge(row: PersonRow, id: string, before: Person | undefined, zone: string | undefined): unknown {
  const { email, phone, chat } = row;
  const contact = Object.entries({ email, phone, chat }).filter(([, value]) => value !== undefined);
  return {
    id,
    name: row.name ?? before?.name,
    roles: row.roles ?? before?.roles ?? [],
    qualifications: row.qualifications ?? before?.qualifications ?? [],
    services: row.services ?? before?.services ?? [],
    zone: row.zone ?? before?.zone ?? zone,
    contact: { ...before?.contact, ...Object.fromEntries(contact) },
    keys: before?.keys ?? [],
  };
}

/** Finds without looking through everybody for each row. */
class AddressIndex {
  readonly #byId = new Map<string, Person>();
  readonly #byEmail = new Map<string, Person>();
  readonly #byName = new Map<string, Person[]>();

  constructor(people: readonly Person[]) {
    for (const person of people) this.add(person);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  add(person: Person): void {
    this.#byId.set(person.id, person);
    const { email } = person.contact;
    if (email !== undefined) this.#byEmail.set(email.toLowerCase(), person);
    const others = (this.#byName.get(person.name) ?? []).filter(({ id }) => id !== person.id);
    this.#byName.set(person.name, [...others, person]);
  }

  find({ id, email, name }: PersonRow): Person | undefined {
    if (id !== undefined) return this.#byId.get(id);
    const byEmail = email === undefined ? undefined : this.#byEmail.get(email.toLowerCase());
    if (byEmail !== undefined) return byEmail;
    const [one, other] = this.#byName.get(name ?? '') ?? [];
    if (one === undefined || other !== undefined) return undefined;
    // Two addresses are two people, whatever they are called.
    return email !== undefined && one.contact.email !== undefined ? undefined : one;
  }
}

function differences(before: Person, now: Person): readonly string[] {
  const fields = ['name', 'roles', 'qualifications', 'services', 'zone', 'contact'] as const;
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(now[field]));
}

function toSentence(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const [issue] = issues;
  if (issue === undefined) return 'it is not a person.';
  if (issue.path[0] === 'zone' && issue.message.includes('expected string')) {
    return 'it names no time zone. Give one for all of whom the file names none.';
  }
  return `${issue.path.map(String).join('.')}: ${issue.message}.`;
}
