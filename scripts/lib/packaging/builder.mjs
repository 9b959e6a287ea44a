// electron-builder.yml, alone and with each thing that is laid over it, against electron-builder's own schema.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from '../project.mjs';
import { addonOf, configurations } from './configurations.mjs';

const own = createRequire(import.meta.url);
const builder = createRequire(own.resolve('electron-builder/package.json'));
const { doMergeConfigs, getConfig, validateConfiguration } = builder('app-builder-lib/out/util/config/config.js');

/** @returns {Promise<string[]>} */
export async function problemsOfBuilder() {
  const plain = await getConfig(inRoot(), null, null);
  const problems = missingFiles(plain);
  for (const [name, overlay] of Object.entries({ plain: {}, addon: addonOf('win32'), ...configurations })) {
    const refusal = await refusalOf(doMergeConfigs([structuredClone(plain), structuredClone(overlay)]));
    if (refusal !== null) problems.push(`electron-builder.yml, ${name}: ${refusal}`);
  }
  // What is not in the schema must be refused, or nothing above means anything.
  if ((await refusalOf({ ...plain, nsis: { perMachine: 'perhaps' } })) === null)
    problems.push('the schema refuses nothing');
  return problems;
}

/** @param {object} configuration @returns {Promise<string | null>} */
async function refusalOf(configuration) {
  try {
    await validateConfiguration(configuration, { add: () => undefined });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @param {any} configuration @returns {string[]} */
function missingFiles({ afterPack, win, mac, linux, deb, rpm, nsis, extraResources }) {
  const named = [
    afterPack,
    win.icon,
    mac.icon,
    linux.icon,
    deb.afterInstall,
    deb.afterRemove,
    nsis.include,
    ...[...deb.fpm, ...rpm.fpm].map((each) => each.split('=')[0]),
    ...extraResources
      .map((/** @type {{ from: string }} */ { from }) => from)
      .filter((/** @type {string} */ from) => !from.startsWith('out/')),
  ];
  return named
    .filter((file) => !existsSync(inRoot(file)))
    .map((file) => `electron-builder.yml names ${file}, which is not there`);
}
