/** The system's keychain for the secrets of channels, through Electron, where it really is one. */
import { safeStorage } from 'electron';

/** Seals a text for this machine's user; what is sealed is base 64. Opening throws where another key sealed it. */
interface SystemKeychain {
  seal(text: string): string;
  open(sealed: string): string;
}

/**
 * `undefined` where the system has no keychain, or Electron would only obscure with a key that stands in its source
 * (`basic_text`, on Linux): then secrets are asked for in each session. To be asked once the app is ready.
 */
export function findKeychain(platform: NodeJS.Platform): SystemKeychain | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (platform === 'linux' && !keepsKeys.has(safeStorage.getSelectedStorageBackend())) return undefined;
  return {
    seal: (text) => safeStorage.encryptString(text).toString('base64'),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
  };
}

const keepsKeys: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);
