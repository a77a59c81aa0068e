/** Why a host was not reached, in the words of whoever must do something about it. */
import { wordsOf } from './failures.ts';

interface Words {
  readonly what: string;
  readonly advice: string;
}

const known: Readonly<Record<string, Words>> = {
  ECONNREFUSED: {
    what: 'nothing listens on that port',
    advice: 'See whether the host is up and its SSH server runs, and whether the port is right.',
  },
  ENOTFOUND: { what: 'no such address is known', advice: 'Check the address, and the name servers of this machine.' },
  EAI_AGAIN: {
    what: 'the name servers do not answer',
    advice: 'Check the network of this machine, or give the host its IP address.',
  },
  EHOSTUNREACH: { what: 'there is no way to it', advice: 'Check the network, the VPN, or the jump host.' },
  ENETUNREACH: { what: 'there is no network to it', advice: 'Check the network of this machine, and the VPN.' },
  ECONNRESET: {
    what: 'it closed the connection at once',
    advice: 'Its SSH server may be starting, full, or refusing this address.',
  },
};

/** For a code nobody foresaw, the system's own words. */
export function toNetworkWords(error: unknown): { readonly what: string; readonly advice?: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return known[code] ?? { what: wordsOf(error) };
}
