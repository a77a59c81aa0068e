/** Whether a host is the one we mean, and whether it means us: its key, and the words for a login it refused. */
import type { HostFailure, HostTarget, Prompter } from '../engine/ports.ts';
import { failHost } from './failures.ts';
import { type HostKeyKnowledge, judgeHostKey, keyLineOf, typeOfBlob } from './host-keys.ts';
import type { Login } from './login.ts';

/** Who is asked, and who is told. */
export interface AdmissionMeans {
  readonly prompter: Prompter;
  /** A person said yes to a key never seen. */
  readonly onTrusted: (host: HostTarget['name'], key: string, fingerprint: string, algorithm: string) => void;
}

type Refusal = { readonly ok: false; readonly failure: HostFailure };

/** Judges the key a host shows; asks a person where nothing is known of it. `undefined`: the key is good. */
export async function admit(
  target: HostTarget,
  means: AdmissionMeans,
  knowledge: HostKeyKnowledge,
  blob: Buffer,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  const { standing, fingerprint, known } = judgeHostKey(blob, knowledge);
  const algorithm = typeOfBlob(blob);
  const shown = `${algorithm} ${fingerprint}`;
  const expected = known.map((key) => `${key.keyType} ${key.fingerprint} (${key.source})`).join(', ');
  if (standing === 'trusted') return undefined;
  if (standing === 'revoked') {
    return failHost('host-key-revoked', `${target.name} shows a key that is revoked: ${shown} (${expected}).`, {
      advice: 'Do not connect. Find out who answers at this address before anything else.',
    });
  }
  if (standing === 'changed') {
    return failHost('host-key-changed', `${target.name} shows the key ${shown}, and is known by ${expected}.`, {
      advice:
        'Somebody may stand between, or the host was set up anew. Read the fingerprint on the host’s own console; only if it is the new one, trust it by `drydock host trust`.',
    });
  }
  const key = keyLineOf(blob);
  const { name: host, address, port } = target;
  const answer = await means.prompter.ask(
    { kind: 'host-key', host, address, port, algorithm, fingerprint, key },
    signal,
  );
  if (answer?.[0] !== 'trust') {
    return failHost('host-key-unknown', `${target.name} shows the key ${shown}, which nobody has trusted yet.`, {
      advice: 'Compare the fingerprint with the one on the host’s own console, then trust it.',
    });
  }
  means.onTrusted(host, key, fingerprint, algorithm);
  return undefined;
}

export function refusedLogin(target: HostTarget, login: Login): Refusal {
  const where = `${target.name} (${target.address}:${target.port})`;
  if (login.wasDismissed()) {
    return failHost('prompt-dismissed', `Nobody answered the question that ${where} asks of ${target.user}.`);
  }
  const tried = login.tried().length === 0 ? 'nothing could be tried' : `tried: ${login.tried().join(', ')}`;
  return failHost('auth-failed', `${where} does not let ${target.user} in; ${tried}.`, {
    advice: 'Check the user name and the key file of the host, or load the key into the agent.',
  });
}
