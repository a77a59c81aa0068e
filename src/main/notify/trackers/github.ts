/** Issues of a repository on GitHub, or a GitHub Enterprise server. */
import { z } from 'zod';
import type { TrackerOf } from '../../../core/postmortem/tracker-place.ts';
import { succeed } from '../../../core/result.ts';
import type { Clock } from '../../engine/ports.ts';
import { under } from '../senders/address.ts';
import { call, lookedThrough, type TrackerApi, toFailure } from './tracker-api.ts';

const issueSchema = z.object({ html_url: z.url({ protocol: /^https?$/ }), body: z.string().nullish() });
const stateSchema = z.object({ state: z.enum(['open', 'closed']) });

export function createGithub(
  { url, repository, labels }: TrackerOf<'github'>,
  token: string,
  clock: Clock,
): TrackerApi {
  const base = new URL(url);
  const api = base.hostname === 'github.com' ? new URL('https://api.github.com') : under(base, 'api', 'v3');
  const issues = under(api, 'repos', ...repository.split('/'), 'issues');
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'content-type': 'application/json',
  };
  return {
    async find({ mark }, signal) {
      const newest = new URL(issues);
      newest.search = new URLSearchParams({
        ...{ state: 'all', sort: 'created', direction: 'desc', per_page: String(lookedThrough) },
      }).toString();
      const asked = await call({ method: 'GET', url: newest, headers }, 'look', signal, clock);
      if (!asked.ok) return asked;
      const listed = z.array(issueSchema).safeParse(asked.value);
      if (!listed.success) return toFailure('refused', 'What answered is no API of GitHub.');
      return succeed(listed.data.find(({ body }) => body?.includes(mark) === true)?.html_url);
    },
    async make({ title, body }, signal) {
      const request = { method: 'POST', url: issues, headers, body: JSON.stringify({ title, body, labels }) } as const;
      const made = await call(request, 'make', signal, clock);
      if (!made.ok) return made;
      const issue = issueSchema.safeParse(made.value);
      return issue.success ? succeed(issue.data.html_url) : toFailure('unknown', 'GitHub did not say where it is.');
    },
    async look(number, signal) {
      const url = under(issues, String(number));
      const asked = await call({ method: 'GET', url, headers }, 'look', signal, clock);
      if (!asked.ok) return asked;
      const issue = stateSchema.safeParse(asked.value);
      return issue.success ? succeed(issue.data.state) : toFailure('refused', 'What answered is no API of GitHub.');
    },
  };
}
