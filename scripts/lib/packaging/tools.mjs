// Programs of the operating system that a step needs.
import { isRoot } from '../project.mjs';
import { run } from '../run.mjs';

/** @param {string} tool */
export const has = async (tool) => (await run('sh', ['-c', `command -v ${tool}`])).code === 0;

/**
 * Whoever tries packages as root on Debian lets them be installed; where there is no network they stay away.
 * @param {Record<string, string>} wanted each with the package of Debian's that has it @returns {Promise<string | null>} the first that is missing
 */
export async function ensureTools(wanted) {
  for (const [tool, name] of Object.entries(wanted)) {
    if ((await has(tool)) || (isRoot && (await installed(name)) && (await has(tool)))) continue;
    return `${tool} is missing (Debian's package ${name})`;
  }
  return null;
}

/** @param {string} name */
async function installed(name) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['-o', 'DPkg::Lock::Timeout=120', 'install', '-qy', '--no-install-recommends', name];
  if ((await run('apt-get', install, { env })).code === 0) return true;
  await run('apt-get', ['update', '-q'], { env });
  return (await run('apt-get', install, { env })).code === 0;
}
