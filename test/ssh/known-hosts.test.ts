/** The known_hosts format, line by line. */
import { expect, test } from 'vitest';
import { generateKeyPair } from '../../src/main/ssh/key-pair.ts';
import { isNamedBy, knownHostName, parseKnownHosts } from '../../src/main/ssh/known-hosts.ts';

const key = generateKeyPair().public.split(' ').slice(0, 2).join(' ');

function names(field: string, address: string, port = 22): boolean {
  const entry = parseKnownHosts(`${field} ${key}`, 'file').entries[0];
  return entry !== undefined && isNamedBy(entry, knownHostName(address, port));
}

test('a name is matched whole and in any case', () => {
  expect(names('db-1', 'DB-1')).toBe(true);
  expect(names('db-1', 'db-10')).toBe(false);
});

test('a port that is not 22 is part of the name', () => {
  expect(names('[db-1]:2222', 'db-1', 2222)).toBe(true);
  expect(names('db-1', 'db-1', 2222)).toBe(false);
  expect(names('[db-1]:2222', 'db-1')).toBe(false);
});

test('patterns match any number of characters, or one', () => {
  expect(names('db-*.example', 'db-12.example')).toBe(true);
  expect(names('db-?', 'db-1')).toBe(true);
  expect(names('db-?', 'db-12')).toBe(false);
  expect(names('*a*a*a*a*b', 'a'.repeat(200))).toBe(false);
});

test('a negated pattern takes the entry out, wherever it stands', () => {
  expect(names('*.example,!db.example', 'db.example')).toBe(false);
  expect(names('!db.example,*.example', 'web.example')).toBe(true);
});

test('markers: a revoked key is one, an authority is left out with a word', () => {
  const { entries, warnings } = parseKnownHosts(`@revoked * ${key}\n@cert-authority * ${key}\n@other * ${key}`, 'f');
  expect(entries).toMatchObject([{ isRevoked: true }]);
  expect(warnings).toMatchObject(
    [/f:2: .*authority/, /f:3: unknown marker @other/].map((text) => expect.stringMatching(text)),
  );
});

test('comments and empty lines are nothing, damaged lines are told', () => {
  const text = `# a comment\n\nhost ssh-ed25519\nhost ssh-rsa ${key.split(' ')[1]}\r\nhost ${key} a comment`;
  const { entries, warnings } = parseKnownHosts(text, 'f');
  expect(entries).toMatchObject([{ source: 'f:5' }]);
  expect(warnings).toHaveLength(2);
});
