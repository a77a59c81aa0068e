/** Issues through the APIs of trackers: made once, whatever gets lost on the way, and never with a token in the words. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/postmortem/render/issue.ts';
import { toIssueNumber } from '../../src/core/postmortem/tracker-link.ts';
import { trackerPlaceSchema } from '../../src/core/postmortem/tracker-place.ts';
import { checkTracker, createTrackerApi, makeIssue } from '../../src/main/notify/trackers/make-issues.ts';
import { Trackers } from '../fixtures/trackers.ts';

let trackers: Trackers;
let pausesMs: number[];
beforeEach(async () => {
  trackers = await Trackers.start();
  pausesMs = [];
});
afterEach(() => trackers.close());

const clock = {
  now: () => Date.UTC(2026, 10, 20, 12),
  after: (ms: number, call: () => void) => {
    pausesMs.push(ms);
    queueMicrotask(call);
    return () => {};
  },
};
const issue: Issue = {
  ...{ item: 'locks', title: 'Watch locks', body: 'Soon.\n\n`drydock:m-shop/locks`' },
  ...{ mark: 'drydock:m-shop/locks', due: '2026-12-24' },
};
const kinds = [
  { kind: 'github', repository: 'ops/shop', labels: ['post-mortem'] },
  { kind: 'gitlab', project: 'ops/shop', labels: ['post-mortem', 'sre'] },
  { kind: 'phabricator', projects: ['PHID-PROJ-abc'] },
] as const;

describe.each(kinds)('$kind', (kind) => {
  const place = () => trackerPlaceSchema.parse({ ...kind, url: trackers.url });
  const make = (token = 'token-1') => {
    const tracker = place();
    return makeIssue(createTrackerApi(tracker, token, clock), issue, { signal: new AbortController().signal, clock });
  };
  const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\S+/);

  it('makes the issue, with its words and what it is filed under', async () => {
    expect(await make()).toEqual({ kind: 'made', url });
    expect(trackers.issues).toMatchObject([{ title: issue.title, body: issue.body }]);
    const more = {
      github: { labels: ['post-mortem'] },
      gitlab: { labels: 'post-mortem,sre', due_date: '2026-12-24' },
      phabricator: { projects: 'PHID-PROJ-abc' },
    }[kind.kind];
    expect(trackers.issues[0]?.more).toEqual(more);
  });

  it('finds the one that is there', async () => {
    const first = await make();
    expect(await make()).toEqual({ ...first, kind: 'was-there' });
    expect(trackers.issues).toHaveLength(1);
  });

  it('says how one stands, by the address it was made at', async () => {
    const made = await make();
    const number = toIssueNumber(place(), 'url' in made ? made.url : '');
    const { look } = createTrackerApi(place(), 'token-1', clock);
    const { signal } = new AbortController();
    expect(await look(number ?? -1, signal)).toEqual({ ok: true, value: 'open' });
    trackers.closed.add(number ?? -1);
    expect(await look(number ?? -1, signal)).toEqual({ ok: true, value: 'closed' });
    expect(await look(99, signal)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });

  it.each(['loses-the-answer', 'fails-after-saving'] as const)('makes it once where the tracker %s', async (mishap) => {
    trackers.mishaps.push(mishap);
    expect(await make()).toEqual({ kind: 'made', url });
    expect(trackers.issues).toHaveLength(1);
  });

  it('waits as it is asked to, and not for ever', async () => {
    trackers.mishaps.push('is-busy');
    expect(await make()).toMatchObject({ kind: 'made' });
    expect(pausesMs).toEqual([2_000]);
    trackers.issues.length = 0;
    trackers.mishaps.push('is-busy', 'is-busy', 'is-busy', 'is-busy');
    expect(await make()).toMatchObject({ kind: 'failed' });
    expect(trackers.issues).toEqual([]);
  });

  it('says no at once to a wrong token, and does not repeat it', async () => {
    const refused = await make('not-the-token');
    expect(refused).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(refused)).not.toContain('not-the-token');
    expect(pausesMs).toEqual([]);
  });
});

it('without TLS only this machine is spoken to', () => {
  const tracker = (address: string) => trackerPlaceSchema.parse({ kind: 'gitlab', project: 'a/b', url: address });
  expect(checkTracker(tracker('http://git.example.org'))).toContain('https://');
  expect(checkTracker(tracker('https://user:word@git.example.org'))).toContain('password');
  expect(checkTracker(tracker('https://git.example.org'))).toBeUndefined();
});
