/** How any desk answers: what was asked for by its name, what was sent that is not of its shape, and what went wrong inside. */
import type { z } from 'zod';
import { type RequestName, requests } from '../../contract/requests.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Answer } from './desk.ts';

export function isRequest(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

export function noSuchRequest(request: string): Answer {
  return refuse({ kind: 'no-such-request', message: `There is no request “${request}”.` });
}

export function refuse({ kind, message, advice, revision }: Failure): Answer {
  return {
    ok: false,
    failure: {
      ...{ kind, message },
      ...(advice === undefined ? {} : { advice }),
      ...(revision === undefined ? {} : { revision }),
    },
  };
}

export function toBadInput(request: RequestName, error: z.ZodError): Answer {
  return refuse({ kind: 'bad-input', message: `${request} does not take that: ${toSentence(error)}` });
}

/** @param report told of faults of our own */
export async function answerWith(
  request: RequestName,
  handle: () => Promise<Result<unknown>>,
  report: (request: string, problem: unknown) => void,
): Promise<Answer> {
  try {
    const answered = await handle();
    return answered.ok ? { ok: true, output: answered.value } : refuse(answered.failure);
  } catch (problem) {
    report(request, problem);
    return refuse({
      kind: 'internal',
      message: `Something went wrong inside Drydock while it answered ${request}.`,
      advice: 'Nothing was changed by halves. Try again; if it stays, run drydock doctor.',
    });
  }
}

/** The first few things that are wrong, each with its place. */
function toSentence(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}
