/** Issues of a project on GitLab, the public one or a team's own. */
import { z } from 'zod';
import type { TrackerOf } from '../../../core/postmortem/tracker-place.ts';
import { succeed } from '../../../core/result.ts';
import type { Clock } from '../../engine/ports.ts';
import { under } from '../senders/address.ts';
import { call, lookedThrough, type TrackerApi, toFailure } from './tracker-api.ts';

const issueSchema = z.object({ web_url: z.url({ protocol: /^https?$/ }), description: z.string().nullish() });
const stateSchema = z.object({ state: z.enum(['opened', 'closed']) });

export function createGitlab({ url, project, labels }: TrackerOf<'gitlab'>, token: string, clock: Clock): TrackerApi {
  const issues = under(new URL(url), 'api', 'v4', 'projects', project, 'issues');
  const headers = { 'private-token': token, 'content-type': 'application/json' };
  return {
    async find({ mark }, signal) {
      const marked = new URL(issues);
      marked.search = new URLSearchParams({
        ...{ scope: 'all', order_by: 'created_at', sort: 'desc', per_page: String(lookedThrough) },
      }).toString();
      const asked = await call({ method: 'GET', url: marked, headers }, 'look', signal, clock);
      if (!asked.ok) return asked;
      const listed = z.array(issueSchema).safeParse(asked.value);
      if (!listed.success) return toFailure('refused', 'What answered is no API of GitLab.');
      return succeed(listed.data.find(({ description }) => description?.includes(mark) === true)?.web_url);
    },
    async make({ title, body, due }, signal) {
      const fields = {
        title,
        description: body,
        labels: labels.join(','),
        ...(due === undefined ? {} : { due_date: due }),
      };
      const made = await call(
        { method: 'POST', url: issues, headers, body: JSON.stringify(fields) },
        'make',
        signal,
        clock,
      );
      if (!made.ok) return made;
      const issue = issueSchema.safeParse(made.value);
      return issue.success ? succeed(issue.data.web_url) : toFailure('unknown', 'GitLab did not say where it is.');
    },
    async look(number, signal) {
      const url = under(issues, String(number));
      const asked = await call({ method: 'GET', url, headers }, 'look', signal, clock);
      if (!asked.ok) return asked;
      const issue = stateSchema.safeParse(asked.value);
      if (!issue.success) return toFailure('refused', 'What answered is no API of GitLab.');
      return succeed(issue.data.state === 'closed' ? 'closed' : 'open');
    },
  };
}
