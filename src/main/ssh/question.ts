/** A question to a host: a short script that only reads, with a bounded answer. Nothing is kept of it, there or here: it may be asked again. */
import { type AttemptKey, maintenanceIdSchema, taskIdSchema } from '../../core/ids.ts';
import { type Result, succeed } from '../../core/result.ts';
import type { Clock, HostAnswer, HostFailure, HostQuestion } from '../engine/ports.ts';
import { failHost, wordsOf } from './failures.ts';
import { directRequest, latestTickOf, refusalOf } from './requests.ts';
import { converseUntil } from './session.ts';
import type { WarmHost } from './warm-host.ts';

/** A direct order names what it is for; a question is for nothing that a host would keep. */
const nobody: AttemptKey = {
  maintenance: maintenanceIdSchema.parse('m-question'),
  task: taskIdSchema.parse('question'),
  attempt: 1,
};
/** A script goes to its shell as one argument. */
const scriptLimitBytes = 100_000;

export async function askHost(
  host: WarmHost,
  { script, environment, limits }: HostQuestion,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<HostAnswer, HostFailure>> {
  const { name } = host.target;
  const order = { key: nobody, target: host.target, script, environment, mode: 'direct' as const };
  const refusal =
    refusalOf(order) ?? (Buffer.byteLength(script) > scriptLimitBytes ? 'The question is too long.' : undefined);
  if (refusal !== undefined) return failHost('claim-refused', refusal);
  const leaving = new AbortController();
  const late = clock.after(limits.ms, () => leaving.abort('late'));
  const bounded = AbortSignal.any([signal, leaving.signal]);
  const streams = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let sizeBytes = 0;
  try {
    const session = await host.session(bounded);
    if (!session.ok && leaving.signal.reason === 'late' && !signal.aborted)
      return failHost('contact-lost', `${name} did not answer within ${limits.ms / 1_000} seconds.`);
    if (!session.ok) return session;
    const take = (stream: 'stdout' | 'stderr', bytes: Buffer) => {
      const room = limits.bytes - sizeBytes;
      sizeBytes += bytes.length;
      if (room > 0) streams[stream].push(Buffer.from(bytes.subarray(0, room)));
      if (sizeBytes > limits.bytes) leaving.abort('cut');
    };
    const request = directRequest(order, latestTickOf(session.value, clock.now()));
    const { answer, exit } = await converseUntil(session.value, request, { bytes: take, frame: () => {} }, bounded);
    const more = { mayHaveBegun: true };
    const isCut = leaving.signal.reason === 'cut';
    if (signal.aborted) return failHost('cancelled', `The question to ${name} was called off.`, more);
    if (leaving.signal.reason === 'late')
      return failHost('contact-lost', `${name} did not answer within ${limits.ms / 1_000} seconds.`, more);
    if (answer?.[0] === 'late') return failHost('claim-refused', `${name} got the question too late to answer it.`);
    if (exit === undefined && !isCut)
      return failHost('contact-lost', `Contact with ${name} was lost during a question.`, more);
    return succeed({
      ...(exit === undefined ? {} : { exit }),
      stdout: Buffer.concat(streams.stdout).toString('utf8'),
      stderr: Buffer.concat(streams.stderr).toString('utf8'),
      isCut,
    });
  } catch (error) {
    return failHost('protocol-broken', `${name}: ${wordsOf(error)}`, { cause: error, mayHaveBegun: true });
  } finally {
    late();
  }
}
