/** The notation `{host=db-1 timeout=2m confirm}` that stands behind a fence's language or at the end of a heading. */

export interface Attribute {
  readonly name: string;
  /** Absent for a flag. */
  readonly value?: string;
  /** Written without quotes: then `[]` means an empty list. */
  readonly isBare: boolean;
}

const item = /\s*(?:#([\w-]+)|([A-Za-z][\w-]*)(?:=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'{}]+)))?)(?=\s|$)/y;

/** Reads what stands between the braces; `undefined` where it is not this notation. `#x` is short for `id=x`. */
export function parseAttributes(text: string): readonly Attribute[] | undefined {
  const attributes: Attribute[] = [];
  const end = text.trimEnd().length;
  item.lastIndex = 0;
  while (item.lastIndex < end) {
    const found = item.exec(text);
    if (found === null) return undefined;
    const [, id, name, double, single, bare] = found;
    if (id !== undefined) attributes.push({ name: 'id', value: id, isBare: true });
    else if (double !== undefined) attributes.push({ name: name as string, value: fromEscaped(double), isBare: false });
    else if (single !== undefined) attributes.push({ name: name as string, value: single, isBare: false });
    else if (bare !== undefined) attributes.push({ name: name as string, value: bare, isBare: true });
    else attributes.push({ name: name as string, isBare: true });
  }
  return attributes;
}

/** An attribute as it is written: without quotes where that is safe, so that plans are pleasant to read. */
export function toAttributeText({ name, value, isBare }: Attribute): string {
  if (value === undefined) return name;
  if (isBare || /^[A-Za-z0-9_.,:/@+%-]+$/.test(value)) return `${name}=${value}`;
  // Single quotes keep backslashes as they are: a regular expression looks like itself.
  if (/^[^'`\p{Cc}\p{Cs}\u2028\u2029]*$/u.test(value)) return `${name}='${value}'`;
  return `${name}="${toEscaped(value)}"`;
}

/** Only what could not stand in a line, or would end the quotes or the fence's info, is escaped. */
function toEscaped(value: string): string {
  return value
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/[`\p{Cc}\p{Cs}\u2028\u2029]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Any other backslash stays: who writes `"\d+"` or `"\bOK\b"` means a regular expression. */
function fromEscaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(["\\n]))/g, (_all, code: string | undefined, sign: string | undefined) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return sign === 'n' ? '\n' : (sign ?? '');
  });
}
