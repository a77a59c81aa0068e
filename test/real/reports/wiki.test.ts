/** A report on a real MediaWiki: a reader there sees what the Markdown says, and the wiki makes nothing of the words of people and hosts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChannelOf, channelSchema } from '../../../src/core/notice/channel.ts';
import { renderReport, type TextFormat } from '../../../src/core/postmortem/render/render.ts';
import type { Report } from '../../../src/core/postmortem/report.ts';
import { postReport } from '../../../src/main/notify/wiki-report.ts';
import { type MediaWiki, startMediawiki } from '../../fixtures/mediawiki.ts';
import { overrunReport, withHostileWords } from '../../fixtures/postmortem/reports.ts';
import { asPage, readByPandoc, type Seen } from './pandoc.ts';

let wiki: MediaWiki;
beforeAll(async () => {
  wiki = await startMediawiki();
});
afterAll(() => wiki.stop());

const clock = {
  now: Date.now,
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

function render(report: Report, format: TextFormat): string {
  const rendered = renderReport(report, format, { audience: 'internal', form: 'whole' });
  if (!rendered.ok) throw new Error(rendered.failure.message);
  return rendered.value;
}

function post(report: Report, page: string) {
  const channel = channelSchema.parse({
    ...{ name: 'staff', audience: 'internal', kind: 'mediawiki', url: wiki.api },
    ...{ page: 'Notices', mode: 'section', user: wiki.user },
  }) as ChannelOf<'mediawiki'>;
  const { maintenance } = report.facts;
  const wanted = { page, maintenance, wikitext: render(report, 'mediawiki'), summary: report.title };
  return postReport(channel, wiki.password, wanted, { signal: AbortSignal.timeout(120_000), clock });
}

it('is shown as its Markdown is, and a page of something else is left alone', async () => {
  expect(await post(overrunReport, 'Reports/Shop 42')).toMatchObject({ ok: true });
  const { text } = await wiki.read('Reports/Shop 42');
  expect(readByPandoc(text, 'html')).toEqual(readByPandoc(render(overrunReport, 'markdown'), 'gfm').map(asPage));
  expect(await post(overrunReport, 'Main Page')).toMatchObject({ ok: false, failure: { kind: 'page-is-others' } });
});

it('is words and nothing else, whatever they are, and is known again as it was put there', async () => {
  const hostile = withHostileWords(overrunReport);
  const posted = await post(hostile, 'Reports/Hostile');
  expect(posted).toMatchObject({ ok: true });
  expect(await post(hostile, 'Reports/Hostile')).toEqual(posted);
  const { text, ...made } = await wiki.read('Reports/Hostile');
  expect(made).toMatchObject({ templates: [], categories: [], images: [], links: [] });
  const seen = readByPandoc(text, 'html').filter((block) => !isRagged(block));
  const meant = readByPandoc(render(hostile, 'markdown'), 'gfm').filter((block) => !isRagged(block));
  expect(seen).toEqual(meant.map(asPage));
});

/** The table of a row with a cell too many, which readers of Markdown drop and a wiki shows. */
function isRagged(block: Seen): boolean {
  return JSON.stringify(block).includes('"`x"');
}
