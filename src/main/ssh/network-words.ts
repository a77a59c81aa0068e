/** Why a host was not reached, in the words of whoever must do something about it. */
import { findNetworkWords } from '../../core/text/network-words.ts';
import { wordsOf } from './failures.ts';

const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'See whether the host is up and its SSH server runs, and whether the port is right.',
  ENOTFOUND: 'Check the address, and the name servers of this machine.',
  EAI_AGAIN: 'Check the network of this machine, or give the host its IP address.',
  EHOSTUNREACH: 'Check the network, the VPN, or the jump host.',
  ENETUNREACH: 'Check the network of this machine, and the VPN.',
  ECONNRESET: 'Its SSH server may be starting, full, or refusing this address.',
};

/** For a code nobody foresaw, the system's own words. */
export function toNetworkWords(error: unknown): { readonly what: string; readonly advice?: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const what = findNetworkWords(code);
  if (what === undefined) return { what: wordsOf(error) };
  return { what, ...(advice[code] === undefined ? {} : { advice: advice[code] }) };
}
