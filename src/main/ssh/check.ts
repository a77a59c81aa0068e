/** Connects to a host and says who answers, and whether durable steps can run there. */
import { type Result, succeed } from '../../core/result.ts';
import type { HostFailure } from '../engine/ports.ts';
import { failHost, wordsOf } from './failures.ts';
import { checkRequest } from './requests.ts';
import { converseUntil } from './session.ts';
import type { WarmHost } from './warm-host.ts';

export interface HostCheck {
  readonly isDurable: boolean;
  /** The program that answers for `/bin/sh`. */
  readonly shell: string;
  /** One sentence for a person. */
  readonly message: string;
}

export async function checkHost(host: WarmHost, signal: AbortSignal): Promise<Result<HostCheck, HostFailure>> {
  const session = await host.session(signal);
  if (!session.ok) return session;
  const { name, user } = host.target;
  try {
    const { answer } = await converseUntil(session.value, checkRequest(), { bytes: () => {}, frame: () => {} }, signal);
    const [verb, home, detach, shell = 'sh'] = answer ?? [];
    if (verb !== 'check') return failHost('contact-lost', `Contact with ${name} was lost during the check.`);
    return succeed({ isDurable: home === 'writable', shell, message: messageOf(name, user, home, detach, shell) });
  } catch (error) {
    return failHost('protocol-broken', `${name}: ${wordsOf(error)}`, { cause: error });
  }
}

function messageOf(
  name: string,
  user: string,
  home: string | undefined,
  detach: string | undefined,
  shell: string,
): string {
  if (home !== 'writable') {
    return `${name} lets ${user} in, but ~/.drydock cannot be written there: steps can only run in direct mode.`;
  }
  const weak =
    detach === 'setsid' ? '' : ' It has no setsid: processes that leave a step’s group are not found when it is ended.';
  return `${name} lets ${user} in, and durable steps can run there (${shell}).${weak}`;
}
