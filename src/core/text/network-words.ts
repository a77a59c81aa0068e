/** Why something on the network was not reached, in words instead of the system's code. */

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that port',
  ENOTFOUND: 'no such address is known',
  EAI_AGAIN: 'the name servers do not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network to it',
  ECONNRESET: 'it closed the connection at once',
  ETIMEDOUT: 'it does not answer',
};

/** @returns nothing for a code nobody foresaw: then the system's own words say more */
export function findNetworkWords(code: string): string | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}
