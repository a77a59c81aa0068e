/** Takes the secrets of a channel out of whatever is told about it. */
import { mask } from '../../../core/text/secret.ts';
import { isMaskable, toSecretForms } from '../../../core/text/secret-forms.ts';

const decoder = new TextDecoder();

/** Every form of every secret becomes the mask; of a secret address also its path and each longer piece of it. */
export function redact(text: string, secrets: Iterable<string>): string {
  const forms = [...secrets]
    .flatMap((secret) => [secret, ...piecesOf(secret)])
    .filter(isMaskable)
    .flatMap((secret) => toSecretForms(secret).map((form) => decoder.decode(form)));
  // The longest first: a piece of a secret must not leave the rest of it readable.
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((masked, form) => masked.replaceAll(form, mask), text);
}

const pieceLength = 8;

/** A server that knows no such page repeats the path it was asked for. */
function piecesOf(secret: string): readonly string[] {
  if (!URL.canParse(secret)) return [];
  const { pathname, search, searchParams } = new URL(secret);
  const pieces = [...pathname.split('/'), ...searchParams.values()].filter(({ length }) => length >= pieceLength);
  return [`${pathname}${search}`, ...(pathname.length >= pieceLength ? [pathname] : []), ...pieces];
}
