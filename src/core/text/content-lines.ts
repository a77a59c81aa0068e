/** Content lines, of which vCard (RFC 6350) and iCalendar (RFC 5545) files are made: unfolded, with the line each begins on. */

export interface ContentLine {
  /** Of the file, from 1. */
  readonly line: number;
  /** In capitals, without its group: `EMAIL`. */
  readonly name: string;
  /** Values by name in capitals; quotation marks taken off. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** As written: what a backslash means depends on the property. */
  readonly value: string;
}

export interface ContentLines {
  readonly lines: readonly ContentLine[];
  /** Lines that are none: they have no colon, or no name before it. */
  readonly strays: readonly number[];
}

const head =
  /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+(?:=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)?)*):/;
const parameter = /;([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?/g;
/** A head longer than this is no head: its search stays short. */
const headLimit = 4_000;

export function parseContentLines(text: string): ContentLines {
  const lines: ContentLine[] = [];
  const strays: number[] = [];
  for (const { line, content } of unfold(text)) {
    const found = head.exec(content.slice(0, headLimit));
    if (found === null) {
      strays.push(line);
      continue;
    }
    const [whole, name = '', written = ''] = found;
    lines.push({
      line,
      name: name.toUpperCase(),
      parameters: toParameters(written),
      value: content.slice(whole.length),
    });
  }
  return { lines, strays };
}

/** `\n`, `\,`, `\;` and `\\` of a text value. */
export function toUnescaped(value: string): string {
  return value.replace(/\\([nN,;\\])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
}

/** Splits where a separator is not escaped, and takes the escapes away. */
export function toParts(value: string, separator: ',' | ';'): readonly string[] {
  const parts = value.match(separator === ',' ? /(?:\\.|[^\\,])+/g : /(?:\\.|[^\\;])+/g) ?? [];
  return parts.map((part) => toUnescaped(part).trim()).filter((part) => part !== '');
}

function* unfold(text: string): Generator<{ readonly line: number; readonly content: string }> {
  const physical = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  let begun: { readonly line: number; readonly pieces: string[] } | undefined;
  for (const [index, piece] of physical.entries()) {
    if (begun !== undefined && /^[ \t]/.test(piece)) {
      begun.pieces.push(piece.slice(1));
      continue;
    }
    if (begun !== undefined) yield { line: begun.line, content: begun.pieces.join('') };
    begun = piece.trim() === '' ? undefined : { line: index + 1, pieces: [piece] };
  }
  if (begun !== undefined) yield { line: begun.line, content: begun.pieces.join('') };
}

function toParameters(written: string): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, readonly string[]>();
  for (const [, name = '', values = ''] of written.matchAll(parameter)) {
    const list = (values.match(/"[^"]*"|[^",]+/g) ?? []).map((value) => value.replace(/^"|"$/g, ''));
    parameters.set(name.toUpperCase(), list);
  }
  return parameters;
}
