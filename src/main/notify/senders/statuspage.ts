/** Atlassian Statuspage: one scheduled maintenance for each maintenance, made once and led through its life cycle. */
import { z } from 'zod';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import type { LifeCycle, OutgoingMessage, SendOutcome } from '../ports.ts';
import { parseAddress, under } from './address.ts';
import { type Exchange, exchange, type HttpRequest, httpLimits } from './http.ts';
import { lookedInVain, toJson, toTrouble } from './outcome.ts';
import type { CheckedSender, SenderParts } from './sender-parts.ts';

type Statuspage = ChannelOf<'statuspage'>;

const statuses: Readonly<Record<LifeCycle, string>> = {
  scheduled: 'scheduled',
  'in-progress': 'in_progress',
  verifying: 'verifying',
  completed: 'completed',
  // Statuspage knows no other end.
  cancelled: 'completed',
};
const nameLimit = 255;
const listLimits = { ...httpLimits, answerBytes: 8 * 1024 * 1024 };

/** What we write into an incident to know it again: which maintenance it is of, and what was sent last. */
const incidentSchema = z.object({
  id: z.string().min(1).max(200),
  metadata: z
    .object({ drydock: z.object({ maintenance: z.string(), sending: z.string() }).optional().catch(undefined) })
    .nullish()
    .catch(undefined),
});
type Incident = z.infer<typeof incidentSchema>;

export function createStatuspageSender(channel: Statuspage, { clock }: SenderParts): CheckedSender {
  const base = new URL(channel.url);
  const page = (...segments: readonly string[]) => under(base, 'v1', 'pages', channel.page, ...segments);

  return {
    // It looks whether the sending is there before it writes.
    isIdempotent: true,
    check: () => {
      const parsed = parseAddress(channel.url, 'The channel’s address');
      return typeof parsed === 'string' ? parsed : undefined;
    },
    async send(message, secrets, signal) {
      const ask = (request: Pick<HttpRequest, 'method' | 'url' | 'body'>, limits = httpLimits) =>
        exchange({ ...request, headers: headersOf(secrets) }, signal, limits);

      const found = await find(message, ask, page, clock.now());
      if ('kind' in found) return found;
      const { incident } = found;
      if (incident?.metadata?.drydock?.sending === message.sendingId) return { kind: 'sent', reference: incident.id };
      if (incident === undefined && message.window === undefined) {
        return { kind: 'refused', problem: 'A scheduled maintenance on Statuspage needs its window.' };
      }
      const body = JSON.stringify({ incident: toIncident(channel, message) });
      const answer = await (incident === undefined
        ? ask({ method: 'POST', url: page('incidents'), body })
        : ask({ method: 'PATCH', url: page('incidents', incident.id), body }));
      const trouble = toTrouble(answer, clock.now());
      if (trouble !== undefined) return trouble;
      const written = incidentSchema.safeParse(toJson(answer));
      if (written.success) return { kind: 'sent', reference: written.data.id };
      return { kind: 'unknown', problem: 'Statuspage answered with success, but did not name the incident.' };
    },
    async try(secrets, signal) {
      const answer = await exchange({ method: 'GET', url: page(), headers: headersOf(secrets) }, signal);
      const trouble = toTrouble(answer, clock.now());
      if (trouble !== undefined && trouble.kind !== 'unknown') return { isWorking: false, message: trouble.problem };
      const name = z.object({ name: z.string().max(200) }).safeParse(toJson(answer));
      return name.success
        ? { isWorking: true, message: `The key opens the page “${name.data.name}”. Nothing was published.` }
        : { isWorking: false, message: trouble?.problem ?? 'The answer is not Statuspage’s.' };
    },
  };
}

type Ask = (request: Pick<HttpRequest, 'method' | 'url' | 'body'>, limits?: typeof httpLimits) => Promise<Exchange>;

/** The incident of this maintenance, if there is one: by the name it was given, or by our mark on the newest hundred. */
async function find(
  { earlierReference, maintenance }: OutgoingMessage,
  ask: Ask,
  page: (...segments: readonly string[]) => URL,
  now: number,
): Promise<SendOutcome | { readonly incident: Incident | undefined }> {
  if (earlierReference !== undefined) {
    const answer = await ask({ method: 'GET', url: page('incidents', earlierReference) });
    const incident = incidentSchema.safeParse(toJson(answer));
    if (toTrouble(answer, now) === undefined && incident.success) return { incident: incident.data };
    // Somebody removed it there: then it is looked for, and made anew.
    if (answer.kind !== 'answered' || answer.status !== 404) return notFound(answer, now);
  }
  const url = page('incidents');
  url.searchParams.set('limit', '100');
  const answer = await ask({ method: 'GET', url }, listLimits);
  const list = z.array(incidentSchema).safeParse(toJson(answer));
  if (toTrouble(answer, now) !== undefined || !list.success) return notFound(answer, now);
  return { incident: list.data.find(({ metadata }) => metadata?.drydock?.maintenance === maintenance.id) };
}

function notFound(answer: Exchange, now: number): SendOutcome {
  const trouble = toTrouble(answer, now);
  if (trouble !== undefined) return lookedInVain(trouble);
  return { kind: 'failed', problem: 'Statuspage’s list of incidents could not be read; nothing was written.' };
}

function toIncident({ components }: Statuspage, message: OutgoingMessage) {
  const { window, lifeCycle, maintenance, sendingId } = message;
  const isUnderWay = lifeCycle === 'in-progress' || lifeCycle === 'verifying';
  const standing = isUnderWay ? 'under_maintenance' : lifeCycle === 'completed' ? 'operational' : undefined;
  return {
    name: maintenance.title.slice(0, nameLimit),
    status: statuses[lifeCycle],
    body: message.subject === '' ? message.text : `${message.subject}\n\n${message.text}`,
    impact_override: 'maintenance',
    ...(window === undefined
      ? {}
      : {
          scheduled_for: new Date(window.startMs).toISOString(),
          scheduled_until: new Date(window.endMs).toISOString(),
        }),
    // The console says what happens and when; nothing moves on by itself, for a start may be late.
    scheduled_remind_prior: false,
    scheduled_auto_in_progress: false,
    scheduled_auto_completed: false,
    deliver_notifications: true,
    ...(components.length === 0 ? {} : { component_ids: components }),
    ...(components.length === 0 || standing === undefined
      ? {}
      : { components: Object.fromEntries(components.map((id) => [id, standing])) }),
    metadata: { drydock: { maintenance: maintenance.id, sending: sendingId } },
  };
}

function headersOf(secrets: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return {
    authorization: `OAuth ${(secrets.get('token') ?? '').trim()}`,
    accept: 'application/json',
    'content-type': 'application/json; charset=utf-8',
  };
}
