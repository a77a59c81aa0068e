/** Tasks of Phabricator (or Phorge) through Conduit, which takes forms and reports its errors with status 200. */
import { z } from 'zod';
import type { TrackerOf } from '../../../core/postmortem/tracker-place.ts';
import { succeed } from '../../../core/result.ts';
import type { Clock } from '../../engine/ports.ts';
import { under } from '../senders/address.ts';
import { toLine } from '../senders/outcome.ts';
import { call, lookedThrough, type TrackerAnswer, type TrackerApi, toFailure } from './tracker-api.ts';

const answerSchema = z.object({
  result: z.unknown(),
  error_code: z.string().nullish(),
  error_info: z.string().nullish(),
});
const tasksSchema = z.object({
  data: z.array(
    z.object({ id: z.int(), fields: z.object({ description: z.object({ raw: z.string().nullish() }).nullish() }) }),
  ),
});
const stateSchema = z.object({
  data: z.array(z.object({ fields: z.object({ dateClosed: z.int().nullish() }) })).max(1),
});
const madeSchema = z.object({ object: z.object({ id: z.int() }) });

export function createPhabricator(
  { url, projects }: TrackerOf<'phabricator'>,
  token: string,
  clock: Clock,
): TrackerApi {
  const base = new URL(url);
  const taskUrl = (id: number) => under(base, `T${id}`).href;
  async function conduit(
    method: string,
    fields: Readonly<Record<string, string>>,
    does: 'look' | 'make',
    signal: AbortSignal,
  ): Promise<TrackerAnswer<unknown>> {
    const body = new URLSearchParams({ ...fields, 'api.token': token }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const asked = await call({ method: 'POST', url: under(base, 'api', method), headers, body }, does, signal, clock);
    if (!asked.ok) return asked;
    const answer = answerSchema.safeParse(asked.value);
    if (!answer.success) return toFailure('refused', 'What answered is no Conduit.');
    const { error_code: code, error_info: info, result } = answer.data;
    if (code) return toFailure('refused', `Phabricator says ${code}: ${toLine(info ?? '')}`);
    return succeed(result);
  }
  return {
    async find({ mark }, signal) {
      const asked = await conduit(
        'maniphest.search',
        { order: 'newest', limit: String(lookedThrough) },
        'look',
        signal,
      );
      if (!asked.ok) return asked;
      const tasks = tasksSchema.safeParse(asked.value);
      if (!tasks.success) return toFailure('refused', 'What answered is no Conduit.');
      const found = tasks.data.data.find(({ fields }) => fields.description?.raw?.includes(mark) === true);
      return succeed(found && taskUrl(found.id));
    },
    async make({ title, body }, signal) {
      const form = {
        'transactions[0][type]': 'title',
        'transactions[0][value]': title,
        'transactions[1][type]': 'description',
        'transactions[1][value]': body,
        ...(projects.length === 0 ? {} : { 'transactions[2][type]': 'projects.add' }),
        ...Object.fromEntries(projects.map((project, at) => [`transactions[2][value][${at}]`, project])),
      };
      const made = await conduit('maniphest.edit', form, 'make', signal);
      if (!made.ok) return made;
      const task = madeSchema.safeParse(made.value);
      return task.success ? succeed(taskUrl(task.data.object.id)) : toFailure('unknown', 'It did not say where it is.');
    },
    async look(number, signal) {
      const asked = await conduit('maniphest.search', { 'constraints[ids][0]': String(number) }, 'look', signal);
      if (!asked.ok) return asked;
      const tasks = stateSchema.safeParse(asked.value);
      if (!tasks.success) return toFailure('refused', 'What answered is no Conduit.');
      const [task] = tasks.data.data;
      if (task === undefined) return toFailure('refused', `There is no T${number} that this token may see.`);
      return succeed(task.fields.dateClosed ? 'closed' : 'open');
    },
  };
}
