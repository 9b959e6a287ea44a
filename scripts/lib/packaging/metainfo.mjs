// AppStream's description of the program; `appstreamcli` looks at the installed one (scripts/lib/verify-desktop.mjs).
import { readFileSync } from 'node:fs';
import { inRoot, readJson } from '../project.mjs';
import { all, readXml } from './xml.mjs';

const file = 'build/linux/org.sportello.app.metainfo.xml';

/** @returns {string[]} */
export function problemsOfMetainfo() {
  const { desktopName, version, license } = readJson(inRoot('package.json'));
  try {
    const component = readXml(readFileSync(inRoot(file), 'utf8'));
    const textOf = (/** @type {string} */ name) => all(component, name)[0]?.text;
    const languages = all(component, 'summary').map(({ attributes }) => attributes['xml:lang'] ?? 'en');
    return [
      ...expect('id', textOf('id'), 'org.sportello.app'),
      ...expect('launchable', textOf('launchable'), desktopName),
      ...expect('project_license', textOf('project_license'), license),
      ...expect('release', all(component, 'release')[0]?.attributes.version, version),
      ...expect('languages of the summary', languages.toSorted().join(), 'en,it'),
    ];
  } catch (error) {
    return [`${file}: ${String(error)}`];
  }
}

/** @param {string} what @param {string | undefined} found @param {string} wanted */
const expect = (what, found, wanted) => (found === wanted ? [] : [`${file}: ${what} is "${found}", not "${wanted}"`]);
