/** An invite as a link: whatever it is made of comes out again, and whatever is no invite is none. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type InviteLink, parseInviteLink, toInviteLink } from '../../../src/core/sharing/invite-link.ts';

const word = (letters: string, length: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: length, maxLength: length }).map((all) => all.join(''));
const base64 = 'ABCXYZabcxyz0189';
const token = word(`${base64}_-`, 43);
const port = fc.integer({ min: 1_024, max: 65_535 });
const bastion = fc.record(
  {
    user: fc.constantFrom('ops', 'a+b', 'o&ps'),
    address: fc.constantFrom('bastion.example.org', '10.0.0.1', 'fe80::1'),
    port,
    key: word(`${base64}+/`, 68).map((all) => `ssh-ed25519 ${all}`),
    forwarded: port,
  },
  { requiredKeys: ['address', 'port', 'key', 'forwarded'] },
);
const links: fc.Arbitrary<InviteLink> = fc.oneof(
  fc.record({ origin: port.map((one) => `http://127.0.0.1:${one}`), token, bastion }),
  fc.record({ origin: port.map((one) => `http://127.0.0.1:${one}`), token }),
  fc.record({ origin: port.map((one) => `https://10.1.2.3:${one}`), token, certificate: token }),
);

it('comes out as it went in, and sends nothing secret before the #', () => {
  fc.assert(
    fc.property(links, (link) => {
      const text = toInviteLink(link);
      expect(parseInviteLink(`  ${text}\n`)).toEqual(link);
      expect(text.slice(0, text.indexOf('#'))).toBe(`${link.origin}/`);
    }),
  );
});

it('is none without a whole token, and none over TLS without the fingerprint of the key', () => {
  const whole = 'A'.repeat(43);
  for (const text of [
    '',
    'Tonight',
    `http://127.0.0.1:8618/#join=${whole.slice(1)}`,
    `http://evil.example/#join=${whole}`,
    `https://10.0.0.1:8618/#join=${whole}`,
    `http://127.0.0.1:8618/#join=${whole}&cert=${whole}`,
    `http://127.0.0.1:8618/#join=${whole}&bastion=-oProxyCommand=x`,
    `http://127.0.0.1:8618/?join=${whole}`,
    `javascript:alert(1)#join=${whole}`,
  ])
    expect([text, parseInviteLink(text)]).toEqual([text, undefined]);
});
