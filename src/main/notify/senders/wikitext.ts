/** A notice as wikitext: words only, whatever they look like; and the block of a page that belongs to one maintenance. */
import { toUtcMinuteText } from '../../../core/text/instant.ts';
import { toLineBegin, toWikitextWords } from '../../../core/text/wikitext.ts';
import type { OutgoingMessage } from '../ports.ts';

/** Nothing of it is markup, a template, a magic word or a signature any more. Lines stay lines. */
export function toWikitext(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n').map(escapeLine).join('<br />\n'))
    .join('\n\n');
}

/** The page with this notice in the maintenance's own block: a new one at the end, or the newest first in the one there is. */
export function withNotice(page: string, message: OutgoingMessage): string {
  const { maintenance, sendingId } = message;
  const [begin, end] = marksOf(maintenance.id);
  const heading = `== ${escapeLine(maintenance.title)} ==`;
  const notice = `<!-- drydock sending ${sendingId} -->\n${toNotice(message)}`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) {
    const before = page.trimEnd();
    return `${before}${before === '' ? '' : '\n\n'}${begin}\n${heading}\n${notice}\n${end}\n`;
  }
  const earlier = page
    .slice(from + begin.length, to)
    .replace(/^\s*==.*==[^\n]*\n/, '')
    .trim();
  return `${page.slice(0, from)}${begin}\n${heading}\n${notice}\n\n${earlier}\n${page.slice(to)}`;
}

/** The page as this notice alone. */
export function onlyNotice(message: OutgoingMessage): string {
  return `<!-- drydock sending ${message.sendingId} -->\n${toNotice(message)}\n`;
}

export function hasNotice(page: string, { sendingId }: OutgoingMessage): boolean {
  return page.includes(`<!-- drydock sending ${sendingId} -->`);
}

function toNotice({ subject, text, sentAtMs }: OutgoingMessage): string {
  const at = toUtcMinuteText(sentAtMs);
  const title = subject === '' ? at : `${escapeLine(subject)} (${at})`;
  return `'''${title}'''\n\n${toWikitext(text)}`;
}

function marksOf(maintenance: string): readonly [string, string] {
  return [`<!-- drydock begin ${maintenance} -->`, `<!-- drydock end ${maintenance} -->`];
}

/** One line of the page. */
function escapeLine(line: string): string {
  return toLineBegin(toWikitextWords(line.trim()));
}
