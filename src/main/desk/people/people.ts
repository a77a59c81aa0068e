/** Requests about the team's address book: who there is, and who sits at this console. */
import type { PersonDraft, PersonRecord } from '../../../contract/people-shapes.ts';
import { parseVCards } from '../../../core/people/parse-vcards.ts';
import { toPeopleImport } from '../../../core/people/people-import.ts';
import { fileLimitBytes } from '../../../core/people/person-row.ts';
import { type Failure, type Result, succeed } from '../../../core/result.ts';
import { hasWord } from '../../../core/roster/names.ts';
import { personSchema, toMember } from '../../../core/roster/person.ts';
import { toPersonId } from '../../../core/roster/person-id.ts';
import { parseUtf8 } from '../../../core/text/utf8.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { findMe, findPerson, listPeople, meDocument, noSuchPerson } from './address-book.ts';
import { parsePeopleCsv, toPeopleCsv } from './people-csv.ts';
import { refreshMembers } from './refreshed-members.ts';

type PersonRequest =
  | 'person.list'
  | 'person.save'
  | 'person.remove'
  | 'person.import'
  | 'person.export'
  | 'person.me'
  | 'person.setMe';

export function peopleHandlers(parts: DeskParts): Handlers<PersonRequest> {
  const { store, news, clock } = parts;
  const showMe = () => {
    const person = findMe(parts);
    return succeed(person === undefined ? {} : { person });
  };
  return {
    'person.list': ({ search, role, ids, from, limit }) => {
      const wanted = search === undefined ? undefined : toFolded(search);
      const among = ids === undefined ? undefined : new Set(ids);
      const people = listPeople(store).filter(
        (person) =>
          (among === undefined || among.has(person.id)) &&
          (role === undefined || hasWord(person.roles, role)) &&
          (wanted === undefined || isFound(person, wanted)),
      );
      return succeed({ people: people.slice(from, from + limit), total: people.length });
    },
    'person.save': ({ person, expectedVersion }, caller) => {
      const saved = savePerson(parts, person, expectedVersion, caller.actor.name);
      if (!saved.ok) return saved;
      refreshMembers(parts, [toMember(saved.value)], caller.actor);
      news.changed('person');
      return saved;
    },
    'person.remove': ({ id }, caller) => {
      if (findPerson(store, id) === undefined) return noSuchPerson(id);
      const removed = store.documents.remove('person', id, caller.actor.name, clock.now());
      if (!removed.ok) return removed;
      news.changed('person');
      return succeed({});
    },
    'person.import': (input, caller) => {
      const format = input.format ?? (looksLikeVCard(input.file, input.content) ? 'vcard' : 'csv');
      const text = parseUtf8(Buffer.from(input.content, 'base64'), input.file, fileLimitBytes);
      if (!text.ok) return text;
      const read = format === 'vcard' ? parseVCards(text.value) : parsePeopleCsv(text.value);
      if (!read.ok) return read;
      const known = listPeople(store);
      const versions = new Map(known.map(({ id, version }) => [id, version]));
      const book = known.map(({ version: _, ...person }) => person);
      const { outcomes, people } = toPeopleImport(read.value.rows, book, input.zone);
      const isWritten = !input.isDryRun && people.length > 0;
      if (isWritten) {
        const drafts = people.map((body) => ({ name: body.id, expectedVersion: versions.get(body.id) ?? 0, body }));
        const kept = store.documents.putAll('person', drafts, caller.actor.name, clock.now());
        if (!kept.ok) return kept;
        refreshMembers(parts, people.map(toMember), caller.actor);
        news.changed('person');
      }
      const count = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length;
      return succeed({
        format,
        rows: [...outcomes],
        added: count('added'),
        changed: count('changed'),
        unchanged: count('unchanged'),
        refused: count('refused'),
        remarks: [...read.value.remarks],
        isWritten,
      });
    },
    'person.export': () => succeed({ file: 'people.csv', csv: toPeopleCsv(listPeople(store)) }),
    'person.me': showMe,
    'person.setMe': ({ person }, caller) => {
      if (person !== null && findPerson(store, person) === undefined) return noSuchPerson(person);
      const { documents } = store;
      const name = meDocument(parts.user);
      const version = documents.get('setting', name)?.version ?? 0;
      const kept =
        person === null
          ? documents.remove('setting', name, caller.actor.name, clock.now())
          : documents.put('setting', name, version, { person }, caller.actor.name, clock.now());
      if (!kept.ok) return kept;
      news.changed('workspace');
      return showMe();
    },
  };
}

function savePerson(
  { store, clock }: DeskParts,
  draft: PersonDraft,
  expectedVersion: number | undefined,
  by: string,
): Result<PersonRecord, Failure> {
  const id = draft.id ?? toPersonId(draft.name, (taken) => store.documents.get('person', taken) !== undefined);
  const before = findPerson(store, id);
  const person = personSchema.parse({ ...draft, id, keys: before?.keys ?? [] });
  const kept = store.documents.put('person', id, expectedVersion ?? before?.version ?? 0, person, by, clock.now());
  return kept.ok ? succeed({ ...person, version: kept.value.version }) : kept;
}

function isFound({ id, name, roles, qualifications, services, contact }: PersonRecord, wanted: string): boolean {
  return [id, name, ...roles, ...qualifications, ...services, contact.email ?? ''].some((text) =>
    toFolded(text).includes(wanted),
  );
}

function toFolded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
}

function looksLikeVCard(file: string, content: string): boolean {
  const start = Buffer.from(content.slice(0, 400), 'base64').toString().trimStart();
  return /\.vcf$/i.test(file) || /^\ufeff?BEGIN:VCARD/i.test(start);
}
