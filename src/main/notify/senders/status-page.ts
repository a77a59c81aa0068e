/** The static status page and the banner snippet: HTML without a script, every word escaped. */
import type { LifeCycle } from '../ports.ts';
import { escapeHtml, toHtml } from './atom-feed.ts';
import { latestOfEach, type Published } from './published.ts';

const words: Readonly<Record<LifeCycle, string>> = {
  scheduled: 'Scheduled',
  'in-progress': 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid; padding: 1rem 0; }
.state { font-weight: 600; }
time { white-space: nowrap; }`;

export function toPage(entries: readonly Published[], name: string): string {
  const articles = latestOfEach(entries).map(({ maintenance }) =>
    toArticle(entries.filter((entry) => entry.maintenance === maintenance)),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(name)}</title>
<link rel="alternate" type="application/atom+xml" href="maintenance.atom">
<style>${style}
</style>
</head>
<body>
<h1>${escapeHtml(name)}</h1>
${articles.length === 0 ? '<p>No maintenance is announced.</p>' : articles.join('\n')}
</body>
</html>
`;
}

/** To be included at the top of another page; empty but for a comment when nothing is announced or under way. */
export function toBanner(entries: readonly Published[]): string {
  const open = latestOfEach(entries).filter(({ lifeCycle }) => lifeCycle !== 'completed' && lifeCycle !== 'cancelled');
  if (open.length === 0) return '<!-- no maintenance -->\n';
  return open
    .map(
      (entry) =>
        `<aside class="maintenance-banner" role="status" data-state="${entry.lifeCycle}"><strong>${escapeHtml(entry.title)}</strong> ` +
        `(${words[entry.lifeCycle].toLowerCase()}${entry.window === undefined ? '' : `, ${toSpan(entry.window)}`}): ${escapeHtml(entry.subject)}</aside>\n`,
    )
    .join('');
}

function toArticle(entries: readonly Published[]): string {
  const [newest] = entries;
  if (newest === undefined) return '';
  const notices = entries.map(
    ({ subject, text, sentAtMs }) =>
      `<h3>${escapeHtml(subject)}</h3>\n<p>${toTime(sentAtMs, 'UTC')}</p>\n${toHtml(text)}`,
  );
  return `<article id="${escapeHtml(newest.maintenance)}">
<h2>${escapeHtml(newest.title)}</h2>
<p><span class="state">${words[newest.lifeCycle]}</span>${newest.window === undefined ? '' : ` · ${toSpan(newest.window)}`}</p>
${notices.join('\n')}
</article>`;
}

function toSpan({ startMs, endMs, zone }: NonNullable<Published['window']>): string {
  return `${toTime(startMs, zone)} to ${toTime(endMs, zone)}`;
}

function toTime(atMs: number, zone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(atMs);
  return `<time datetime="${new Date(atMs).toISOString()}">${text} ${escapeHtml(zone)}</time>`;
}
