// Signing for Windows, gone through with a certificate that is thrown away: nobody trusts it, and nothing signed with it is kept.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun, run } from '../run.mjs';
import { ensureTools } from './tools.mjs';

const own = createRequire(import.meta.url);
const builder = createRequire(
  createRequire(own.resolve('electron-builder/package.json')).resolve('app-builder-lib/package.json'),
);
const { NtExecutable, NtExecutableResource, Resource } = builder('resedit');
const password = 'thrown-away';

/**
 * The variables by which electron-builder learns of a certificate, and the certificate itself; or why there is none.
 * @param {string} folder @returns {Promise<{ env: Record<string, string>, certificate: string } | { missing: string }>}
 */
export async function throwAwayCertificate(folder) {
  const missing = await ensureTools({ openssl: 'openssl', osslsigncode: 'osslsigncode' });
  if (missing !== null) return { missing };
  const [key, certificate, both] = ['key.pem', 'certificate.pem', 'both.p12'].map((name) => path.join(folder, name));
  const subject = ['-subj', '/CN=Sportello trial', '-addext', 'extendedKeyUsage=codeSigning', '-days', '1'];
  await mustRun('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  ]);
  const out = ['-out', both, '-passout', `pass:${password}`];
  await mustRun('openssl', ['pkcs12', '-export', '-inkey', key, '-in', certificate, ...out]);
  // No timestamp: whoever gives one is outside.
  const ways = { USE_SYSTEM_OSSLSIGNCODE: 'true', ELECTRON_BUILDER_OFFLINE: 'true' };
  return { certificate, env: { ...ways, WIN_CSC_LINK: both, WIN_CSC_KEY_PASSWORD: password } };
}

/** Signed by that certificate, and not any more once a byte is changed. @param {string} file @param {string} certificate */
export async function assertSigned(file, certificate) {
  const verify = (/** @type {string} */ each) => run('osslsigncode', ['verify', '-in', each, '-CAfile', certificate]);
  const { code, output } = await verify(file);
  if (code !== 0) throw new Error(`${path.basename(file)} is not signed: ${output}`);
  const changed = `${file}.changed`;
  await mustRun('cp', [file, changed]);
  await mustRun('sh', ['-c', 'printf X | dd of="$1" bs=1 seek=600 conv=notrunc status=none', 'sh', changed]);
  if ((await verify(changed)).code === 0) throw new Error('the signature holds for a changed program, too');
  await mustRun('rm', [changed]);
}

/** What Windows shows of a program's file, and its icon's sizes. @param {string} file */
export function shownOf(file) {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(file), { ignoreCert: true }));
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const said = version.getAllLanguagesForStringValues().map((language) => version.getStringValues(language));
  const icons = Resource.IconGroupEntry.fromEntries(entries).flatMap((group) => group.icons);
  return { ...Object.assign({}, ...said), icons: icons.map(({ width }) => width || 256) };
}
