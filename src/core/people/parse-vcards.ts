/** Reads people from a vCard file, versions 3.0 and 4.0 (RFC 2426, RFC 6350). */
import { type Failure, fail, type Result, succeed } from '../result.ts';
import { type ContentLine, parseContentLines, toParts, toUnescaped } from '../text/content-lines.ts';
import { type PeopleFile, type PersonRow, rowLimit } from './person-row.ts';

export function parseVCards(text: string): Result<PeopleFile, Failure<'bad-file'>> {
  const { lines, strays } = parseContentLines(text);
  const cards = toCards(lines);
  if (cards.length === 0) return fail('bad-file', 'The file has no vCard: no line says BEGIN:VCARD.');
  if (cards.length > rowLimit)
    return fail('bad-file', `The file has ${cards.length} cards; at most ${rowLimit} are read.`);
  const remarks = strays.slice(0, 100).map((line) => ({ line, text: 'This line is no property, and was left aside.' }));
  return succeed({ rows: cards.map((card) => toRow(card, remarks)), remarks });
}

interface Card {
  readonly line: number;
  readonly isWhole: boolean;
  readonly lines: readonly ContentLine[];
}

function toCards(lines: readonly ContentLine[]): readonly Card[] {
  const cards: Card[] = [];
  let open: { readonly line: number; readonly lines: ContentLine[] } | undefined;
  for (const line of lines) {
    const marks = line.value.trim().toUpperCase() === 'VCARD';
    if (line.name === 'BEGIN' && marks) {
      if (open !== undefined) cards.push({ ...open, isWhole: false });
      open = { line: line.line, lines: [] };
    } else if (line.name === 'END' && marks) {
      if (open !== undefined) cards.push({ ...open, isWhole: true });
      open = undefined;
    } else open?.lines.push(line);
  }
  if (open !== undefined) cards.push({ ...open, isWhole: false });
  return cards;
}

function toRow({ line, isWhole, lines }: Card, remarks: { line: number; text: string }[]): PersonRow {
  const first = (name: string) => lines.find((one) => one.name === name && one.value.trim() !== '');
  const text = (name: string) => {
    const found = first(name);
    return found === undefined ? undefined : toUnescaped(found.value).trim();
  };
  const name = text('FN') ?? nameOf(first('N'));
  const named = name === undefined ? {} : { name };
  if (!isWhole) return { line, ...named, problem: 'the card has no END:VCARD' };
  if (text('VERSION') === '2.1') {
    return { line, ...named, problem: 'it is a vCard 2.1; export it as version 3.0 or 4.0' };
  }
  const zone = text('TZ');
  // An offset knows no summer: it names no zone.
  const isZone = zone !== undefined && /^[A-Za-z]/.test(zone);
  if (zone !== undefined && !isZone) {
    remarks.push({ line: first('TZ')?.line ?? line, text: `“${zone}” is an offset and names no time zone.` });
  }
  const roles = lines.filter((one) => one.name === 'ROLE').flatMap(({ value }) => toParts(value, ','));
  const fields = { email: text('EMAIL'), phone: text('TEL')?.replace(/^tel:/i, ''), chat: text('IMPP') };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { line, ...named, ...given, ...(isZone ? { zone } : {}), ...(roles.length === 0 ? {} : { roles }) };
}

/** Family; given; middle; before; after. */
function nameOf(line: ContentLine | undefined): string | undefined {
  if (line === undefined) return undefined;
  const [family = '', given = ''] = line.value.split(/(?<!\\);/).map((part) => toUnescaped(part).trim());
  const name = `${given} ${family}`.trim();
  return name === '' ? undefined : name;
}
