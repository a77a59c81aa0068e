/** The system's keychain for the secrets of channels, through Electron, where it really is one. */
import { safeStorage } from 'electron';
import type { Keychain } from '../notify/secrets.ts';

/**
 * `undefined` where the system has no keychain, or Electron would only obscure with a key that stands in its source
 * (`basic_text`, on Linux): then secrets are asked for in each session. To be asked once the app is ready.
 */
export function findKeychain(platform: NodeJS.Platform): Keychain | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (platform === 'linux' && !keepsKeys.has(safeStorage.getSelectedStorageBackend())) return undefined;
  return {
    seal: (text) => safeStorage.encryptString(text).toString('base64'),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
  };
}

const keepsKeys: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);
