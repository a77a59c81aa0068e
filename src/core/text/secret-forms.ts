/** How a secret may look in output: as it is, and as the programs that handle it spell it. */

/**
 * A secret shorter than this (in UTF-8 bytes) is not masked, and neither is a form of one: a mask for every `a` would shred the
 * output, and its gaps would give the secret away. `isMaskable` lets a screen say so.
 */
export const shortestMaskedBytes = 4;

/** Lines of a secret of several lines (a key) are masked one by one too, from this length on: a program may indent them. */
const shortestMaskedLineBytes = 12;

const encoder = new TextEncoder();

export function isMaskable(secret: string): boolean {
  return encoder.encode(secret).length >= shortestMaskedBytes;
}

/**
 * The byte strings to mask for a secret, without duplicates: itself, each of its longer lines, base 64 (standard and URL-safe,
 * padded or not, also in the midst of something longer, as in `user:password`), URL-encoded, inside single quotes of a shell, and
 * inside a JSON string. Empty for a secret that is not maskable. Not covered: hexadecimal, base 64 broken into lines, and whatever
 * a program makes up.
 */
export function toSecretForms(secret: string): readonly Uint8Array[] {
  if (!isMaskable(secret)) return [];
  const wellFormed = secret.toWellFormed();
  const forms = new Set<string>([
    ...withLines(wellFormed),
    ...toBase64Forms(encoder.encode(wellFormed)),
    ...toUrlForms(wellFormed),
    wellFormed.replaceAll("'", `'\\''`),
    wellFormed.replaceAll("'", `'"'"'`),
    ...toJsonForms(wellFormed),
  ]);
  return [...forms].map((form) => encoder.encode(form)).filter((form) => form.length >= shortestMaskedBytes);
}

function withLines(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).filter((line) => encoder.encode(line).length >= shortestMaskedLineBytes);
  return [secret, secret.replace(/\r?\n$/, ''), ...lines];
}

/** A secret that does not begin a base 64 text starts at one of three bit positions; only characters made of it alone are certain. */
function toBase64Forms(secret: Uint8Array): readonly string[] {
  const forms = [0, 1, 2].flatMap((before) => {
    const text = toBase64(new Uint8Array([...new Uint8Array(before), ...secret]));
    const start = Math.ceil((8 * before) / 6);
    const inTheMidst = text.slice(start, Math.floor((8 * (before + secret.length)) / 6));
    const atTheEnd = text.slice(start);
    return [inTheMidst, atTheEnd, atTheEnd.replace(/=+$/, '')];
  });
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function toUrlForms(secret: string): readonly string[] {
  const component = encodeURIComponent(secret);
  const strict = component.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const forms = [component, strict, strict.replaceAll('%20', '+')];
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}

function toJsonForms(secret: string): readonly string[] {
  const inString = JSON.stringify(secret).slice(1, -1);
  const ascii = inString.replace(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [inString, inString.replaceAll('/', '\\/'), ascii];
}
