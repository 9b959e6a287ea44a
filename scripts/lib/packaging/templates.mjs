// The templates of group policy: well-formed, and every name that one file uses is there, once, in the other.
import { readFileSync } from 'node:fs';
import { policyNames } from '../../../shared/policy/definitions.ts';
import { inRoot } from '../project.mjs';
import { all, readXml } from './xml.mjs';

const folder = 'build/policy';
const cultures = ['it-IT', 'en-US'];

/** @returns {string[]} */
export function problemsOfTemplates() {
  try {
    const admx = readXml(readFileSync(inRoot(folder, 'sportello.admx'), 'utf8'));
    return [...problemsOfTemplate(admx), ...cultures.flatMap((culture) => problemsOfWords(admx, culture))];
  } catch (error) {
    return [`${folder}: ${String(error)}`];
  }
}

/** @typedef {import('./xml.mjs').Element} Element */

/** @param {Element} admx */
function problemsOfTemplate(admx) {
  const policies = all(admx, 'policy');
  const categories = new Set(all(admx, 'category').map(({ attributes }) => attributes.name));
  const supported = new Set(all(admx, 'definition').map(({ attributes }) => attributes.name));
  return [
    ...differences(
      'the template',
      policies.map(({ attributes }) => attributes.name ?? ''),
      policyNames,
    ),
    ...policies.flatMap((policy) => [
      ...strangers(policy, 'parentCategory', categories),
      ...strangers(policy, 'supportedOn', supported),
      ...(['Machine', 'User', 'Both'].includes(policy.attributes.class ?? '')
        ? []
        : [`${policy.attributes.name}: class`]),
      ...(fields(policy).length === 1 ? [] : [`${policy.attributes.name}: not one field`]),
    ]),
  ];
}

/** @param {Element} policy @param {string} name @param {Set<string | undefined>} known */
const strangers = (policy, name, known) =>
  all(policy, name)
    .filter(({ attributes }) => !known.has(attributes.ref))
    .map(({ attributes }) => `${policy.attributes.name}: ${name} ${attributes.ref} is not there`);

/** @param {Element} element */
const fields = (element) =>
  ['text', 'enum'].flatMap((kind) => all(element, kind)).filter(({ attributes }) => attributes.id);

/** @param {Element} admx @param {string} culture */
function problemsOfWords(admx, culture) {
  const adml = readXml(readFileSync(inRoot(folder, culture, 'sportello.adml'), 'utf8'));
  const strings = all(adml, 'string');
  const presentations = all(adml, 'presentation');
  const inFields = presentations.flatMap((each) => each.children.map(({ attributes }) => attributes.refId ?? ''));
  return [
    ...differences(`${culture}, strings`, idsOf(strings), namedBy(admx, 'string')),
    ...differences(`${culture}, presentations`, idsOf(presentations), namedBy(admx, 'presentation')),
    ...differences(
      `${culture}, fields`,
      inFields,
      fields(admx).map(({ attributes }) => attributes.id ?? ''),
    ),
    ...strings
      .filter(({ text }) => text.trim() === '')
      .map(({ attributes }) => `${culture}: ${attributes.id} is empty`),
  ];
}

/** @param {Element[]} elements */
const idsOf = (elements) => elements.map(({ attributes }) => attributes.id ?? '');

/** Every X of `$(string.X)` in the template. @param {Element} element @param {string} kind @returns {string[]} */
const namedBy = (element, kind) => [
  ...new Set(
    [...JSON.stringify(element).matchAll(/\$\((string|presentation)\.([\w-]+)\)/g)]
      .filter(([, found]) => found === kind)
      .map(([, , name]) => name),
  ),
];

/** @param {string} where @param {readonly string[]} found @param {readonly string[]} wanted */
function differences(where, found, wanted) {
  const twice = found
    .filter((name, at) => found.indexOf(name) !== at)
    .map((name) => `${where}: ${name} is there twice`);
  const missing = wanted.filter((name) => !found.includes(name)).map((name) => `${where}: ${name} is missing`);
  const unused = found.filter((name) => !wanted.includes(name)).map((name) => `${where}: nothing uses ${name}`);
  return [...twice, ...missing, ...unused];
}
