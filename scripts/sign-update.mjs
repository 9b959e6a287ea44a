// Makes what a mirror needs beside a package: the signed description that a client asks for (docs/updates.md).
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, readJson } from './lib/project.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: 'string' },
    channel: { type: 'string', default: 'stable' },
    platform: { type: 'string', default: 'linux' },
    version: { type: 'string', default: readJson(inRoot('package.json')).version },
    out: { type: 'string', default: inRoot('release', 'updates') },
  },
});
const [file] = positionals;
if (values.key === undefined || file === undefined) {
  console.error(
    'npm run sign:update -- --key FILE.pem [--channel stable|beta] [--platform linux|win32] [--version V] [--out FOLDER] PACKAGE',
  );
  process.exit(64);
}
const bytes = readFileSync(file);
const text = JSON.stringify({
  product: 'org.sportello.app',
  channel: values.channel,
  version: values.version,
  file: path.basename(file),
  size: bytes.length,
  sha512: createHash('sha512').update(bytes).digest('base64'),
});
const name = `update-${values.channel}-${values.platform}.json`;
mkdirSync(values.out, { recursive: true });
copyFileSync(file, path.join(values.out, path.basename(file)));
writeFileSync(path.join(values.out, name), text);
const signature = sign(null, Buffer.from(text), createPrivateKey(readFileSync(values.key)));
writeFileSync(path.join(values.out, `${name}.sig`), signature.toString('base64'));
console.log(`[update] ${values.version} for ${values.channel} in ${values.out}`);
