/** Secrets of channels lie in the system's keychain, or nowhere. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { channelSchema } from '../../src/core/notice/channel.ts';
import { ChannelSecrets } from '../../src/main/notify/secrets.ts';
import { findKeychain } from '../../src/main/shell/keychain.ts';
import { safeStorage } from './stand-in-electron.ts';

vi.mock('electron', () => import('./stand-in-electron.ts'));

const chat = channelSchema.parse({
  kind: 'webhook',
  name: 'chat',
  audience: 'internal',
  format: 'slack',
});
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-keychain-'));
  Object.assign(safeStorage, { isAvailable: true, backend: 'gnome_libsecret' });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a key that stands in Electron’s source is no keychain, nor is none at all', () => {
  expect(findKeychain('linux')).toBeDefined();
  for (const backend of ['basic_text', 'unknown']) {
    safeStorage.backend = backend;
    expect(findKeychain('linux'), backend).toBeUndefined();
  }
  expect(findKeychain('darwin')).toBeDefined();
  safeStorage.isAvailable = false;
  expect(findKeychain('darwin')).toBeUndefined();
});

test('what the keychain sealed is there for the next session; without one it is asked for again', () => {
  const file = join(folder, 'channel-secrets.json');
  const [name] = new ChannelSecrets(file, undefined).missing(chat);
  if (name === undefined) throw new Error('the channel has no secret');
  new ChannelSecrets(file, findKeychain('linux')).give('chat', name, 'https://chat.example/hook');
  expect(readFileSync(file, 'utf8')).not.toContain('chat.example');
  const next = new ChannelSecrets(file, findKeychain('linux'));
  expect(next.missing(chat)).toEqual([]);
  expect(next.standings(chat)).toMatchObject([{ standing: 'keychain' }]);
  const without = new ChannelSecrets(join(folder, 'other.json'), undefined);
  without.give('chat', name, 'https://chat.example/hook');
  expect(without.standings(chat)).toMatchObject([{ standing: 'session' }]);
  expect(new ChannelSecrets(join(folder, 'other.json'), undefined).missing(chat)).toEqual([name]);
});
