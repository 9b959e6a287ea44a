import { safeStorage } from 'electron';
import type { Keyring } from './database-key.ts';

/** The system's keyring. `basic_text` is a fixed password in Chromium's source: no protection, so it doesn't count. */
export function systemKeyring(platform: NodeJS.Platform): Keyring {
  // Electron before 45 has only the synchronous calls.
  const asynchronous = typeof safeStorage.encryptStringAsync === 'function';
  return {
    isAvailable: () =>
      safeStorage.isEncryptionAvailable() &&
      (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
    encrypt: async (text) =>
      asynchronous ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text),
    decrypt: async (wrapped) =>
      asynchronous ? (await safeStorage.decryptStringAsync(wrapped)).result : safeStorage.decryptString(wrapped),
  };
}
