/** The Atom feed of what was published: one entry a notice, newest first. */
import { Feed } from 'feed';
import type { Published } from './published.ts';

/** Characters XML 1.0 cannot have in any form. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** @param url where readers find the folder; without it the entries link nowhere. */
export function toAtom(entries: readonly Published[], name: string, url: string | undefined): string {
  const newestMs = entries[0]?.sentAtMs ?? 0;
  const feed = new Feed({
    id: url ?? 'urn:drydock:notices',
    title: clean(name),
    updated: new Date(newestMs),
    generator: 'Drydock',
    copyright: '',
    ...(url === undefined ? {} : { link: url, feedLinks: { atom: new URL('maintenance.atom', withSlash(url)).href } }),
  });
  for (const { sending, maintenance, subject, text, sentAtMs, kind } of entries) {
    const id = `urn:drydock:${maintenance}:${sending}`;
    feed.addItem({
      id,
      title: escapeHtml(clean(subject)),
      link: url === undefined ? id : `${withSlash(url)}maintenance.html#${maintenance}`,
      date: new Date(sentAtMs),
      published: new Date(sentAtMs),
      // The feed's content is HTML: words become paragraphs, and nothing of them markup.
      content: toHtml(clean(text)),
      category: [{ name: kind, term: kind }],
    });
  }
  return feed.atom1();
}

/** Paragraphs and lines, escaped. */
export function toHtml(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(escapeHtml).join('<br>')}</p>`)
    .join('\n');
}

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

export function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function clean(text: string): string {
  return text.toWellFormed().replace(notXml, '');
}
