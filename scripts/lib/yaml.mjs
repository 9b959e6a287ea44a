// Writes plain data as YAML: block style, every scalar as JSON, which YAML 1.2 contains, so that nothing needs quoting rules.

/** @param {unknown} value @returns {string} */
export const toYaml = (value) => `${lines(value).join('\n')}\n`;

/** @param {unknown} value @returns {string[]} */
function lines(value) {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item) => hung('- ', lines(item)));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => entry(key, item));
  return [JSON.stringify(value)];
}

/** @param {string} key @param {unknown} item */
function entry(key, item) {
  const name = /^[a-zA-Z$][\w-]*$/.test(key) ? key : JSON.stringify(key);
  if (isFlat(item)) return [`${name}: ${flat(item)}`];
  return [`${name}:`, ...lines(item).map((line) => `  ${line}`)];
}

/** @param {string} bullet @param {string[]} body */
const hung = (bullet, body) => body.map((line, index) => (index === 0 ? bullet : '  ') + line);

/** @param {unknown} item */
const isFlat = (item) =>
  !(isObject(item) || Array.isArray(item)) || (Array.isArray(item) && item.every((each) => typeof each === 'string'));

/** @param {unknown} item */
const flat = (item) =>
  Array.isArray(item) ? `[${item.map((each) => JSON.stringify(each)).join(', ')}]` : JSON.stringify(item);

/** @param {unknown} value @returns {value is object} */
const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
