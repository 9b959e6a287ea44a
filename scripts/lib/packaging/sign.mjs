// Signatures by GnuPG, of what has no certificate: rpm packages, and the list of checksums, which covers all the rest.
import { rmSync } from 'node:fs';
import { mustRun } from '../run.mjs';

/** Who signs, as gpg knows them; undefined: nobody. */
export const signer = process.env.SPORTELLO_GPG_KEY;

/** @param {string} file @param {string} key @param {NodeJS.ProcessEnv} [env] where gpg finds the key @returns {Promise<string>} the signature */
export async function signFile(file, key, env = {}) {
  const signature = `${file}.asc`;
  rmSync(signature, { force: true });
  const how = ['--batch', '--yes', '--armor', '--local-user', key, '--output', signature];
  await mustRun('gpg', [...how, '--detach-sign', file], { env });
  return signature;
}

/** @param {string} file @param {string} key @param {NodeJS.ProcessEnv} [env] */
export async function signRpm(file, key, env = {}) {
  // Debian's rpm looks for a gpg2, which is called gpg there.
  const { stdout: gpg } = await mustRun('sh', ['-c', 'command -v gpg2 || command -v gpg']);
  await mustRun('rpmsign', ['--define', `__gpg ${gpg.trim()}`, '--define', `_gpg_name ${key}`, '--addsign', file], {
    env,
  });
}
