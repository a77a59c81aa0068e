/** Cachet, version 2 or 3: one schedule for each maintenance, made once and led through its life cycle. */
import { z } from 'zod';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import type { LifeCycle, OutgoingMessage, SendOutcome } from '../ports.ts';
import { parseAddress, under } from './address.ts';
import { exchange, type HttpRequest, httpLimits } from './http.ts';
import { lookedInVain, toJson, toTrouble } from './outcome.ts';
import type { CheckedSender, SenderParts } from './sender-parts.ts';

type Cachet = ChannelOf<'cachet'>;

/** Cachet knows three: upcoming, in progress, complete. */
const statuses: Readonly<Record<LifeCycle, number>> = {
  scheduled: 0,
  'in-progress': 1,
  verifying: 1,
  completed: 2,
  cancelled: 2,
};
const componentUnderMaintenance = 6;
const listLimits = { ...httpLimits, answerBytes: 4 * 1024 * 1024 };

const id = z.union([z.int(), z.string().min(1).max(100)]).transform(String);
const fields = z.object({ name: z.string(), message: z.unknown() });
/** Version 2 gives the fields as they are; version 3 puts them into `attributes`. */
const scheduleSchema = z.union([
  z.object({ id, attributes: fields }).transform(({ id, attributes }) => ({ id, ...attributes })),
  fields.extend({ id }),
]);
const oneSchema = z.object({ data: scheduleSchema });
const listSchema = z.object({ data: z.array(scheduleSchema) });

export function createCachetSender(channel: Cachet, { clock }: SenderParts): CheckedSender {
  const schedules = (...segments: readonly string[]) => under(new URL(channel.url), 'schedules', ...segments);

  return {
    // Writing the same fields twice is the same as once, and before a schedule is made it looks whether it is there.
    isIdempotent: true,
    check: () => findFault(channel),
    async send(message, secrets, signal) {
      const ask = (request: HttpRequest, limits = httpLimits) =>
        exchange({ ...request, headers: headersOf(channel, secrets) }, signal, limits);
      const write = async (existing: string | undefined): Promise<SendOutcome> => {
        const body = JSON.stringify(toSchedule(channel, message));
        const answer = await (existing === undefined
          ? ask({ method: 'POST', url: schedules(), body })
          : ask({ method: 'PUT', url: schedules(existing), body }));
        const trouble = toTrouble(answer, clock.now());
        if (trouble !== undefined) return trouble;
        const written = oneSchema.safeParse(toJson(answer));
        if (written.success) return { kind: 'sent', reference: written.data.data.id };
        return { kind: 'unknown', problem: 'Cachet answered with success, but did not name the schedule.' };
      };

      if (message.window === undefined) return { kind: 'refused', problem: 'A schedule in Cachet needs its window.' };
      if (message.earlierReference !== undefined) return write(message.earlierReference);
      const url = schedules();
      for (const [name, value] of newestFirst(channel)) url.searchParams.set(name, value);
      const answer = await ask({ method: 'GET', url }, listLimits);
      const trouble = toTrouble(answer, clock.now());
      if (trouble !== undefined) return lookedInVain(trouble);
      const list = listSchema.safeParse(toJson(answer));
      if (!list.success) {
        return {
          kind: 'refused',
          problem: 'What answered gave no list of schedules: is the address that of Cachet’s API?',
        };
      }
      const { name } = toSchedule(channel, message);
      const mine = list.data.data.find((one) => one.name === name && textOf(one.message).includes(markOf(message)));
      return write(mine?.id);
    },
    async try(secrets, signal) {
      const url = schedules();
      const answer = await exchange({ method: 'GET', url, headers: headersOf(channel, secrets) }, signal, listLimits);
      const trouble = toTrouble(answer, clock.now());
      if (trouble !== undefined) return { isWorking: false, message: trouble.problem };
      return listSchema.safeParse(toJson(answer)).success
        ? { isWorking: true, message: 'Cachet answers. Whether the token may write is seen at the first notice.' }
        : {
            isWorking: false,
            message: 'What answered gave no list of schedules: is the address that of Cachet’s API?',
          };
    },
  };
}

function findFault({ url, components, version }: Cachet): string | undefined {
  const parsed = parseAddress(url, 'The channel’s address');
  if (typeof parsed === 'string') return parsed;
  const odd = components.find((component) => !/^\d{1,9}$/.test(component));
  if (odd !== undefined) return `“${odd}” is no component of Cachet: its components are numbers.`;
  if (version === '2' && components.length > 0) return 'Cachet 2 takes no components with a schedule; leave them out.';
  return undefined;
}

function toSchedule(channel: Cachet, message: OutgoingMessage) {
  const { version, zone, components } = channel;
  const { window, lifeCycle, maintenance, sentAtMs, text, subject } = message;
  const isOver = lifeCycle === 'completed' || lifeCycle === 'cancelled';
  const isUnderWay = lifeCycle === 'in-progress' || lifeCycle === 'verifying';
  // Version 3 shows the planned end here until it is over; version 2 the true end only.
  const endMs = isOver ? sentAtMs : version === '3' ? window?.endMs : undefined;
  return {
    name: maintenance.title.slice(0, 255),
    message: `${subject === '' ? '' : `${subject}\n\n`}${text}\n\n${markOf(message)}`,
    status: statuses[lifeCycle],
    ...(window === undefined ? {} : { scheduled_at: toLocal(window.startMs, zone, version) }),
    ...(endMs === undefined ? {} : { completed_at: toLocal(endMs, zone, version) }),
    ...(components.length === 0 || !(isUnderWay || isOver)
      ? {}
      : { components: components.map((id) => ({ id: Number(id), status: isOver ? 1 : componentUnderMaintenance })) }),
  };
}

/** Cachet has no field for a name of ours: the maintenance's id stands at the end of the text. */
function markOf({ maintenance }: OutgoingMessage): string {
  return `(${maintenance.id})`;
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message ?? '');
}

/** `2026-11-28 22:00:00`; version 2 takes no seconds. */
function toLocal(atMs: number, zone: string, version: Cachet['version']): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(atMs);
  return version === '3' ? text : text.slice(0, -3);
}

function newestFirst({ version }: Cachet): readonly (readonly [string, string])[] {
  return version === '3'
    ? [
        ['sort', '-id'],
        ['per_page', '100'],
      ]
    : [
        ['sort', 'id'],
        ['order', 'desc'],
        ['per_page', '100'],
      ];
}

function headersOf({ version }: Cachet, secrets: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const token = (secrets.get('token') ?? '').trim();
  return {
    ...(version === '3' ? { authorization: `Bearer ${token}` } : { 'x-cachet-token': token }),
    accept: 'application/json',
    'content-type': 'application/json; charset=utf-8',
  };
}
