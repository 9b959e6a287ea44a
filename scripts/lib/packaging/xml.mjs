// Reads XML strictly, with the parser that electron-builder brings.
import { createRequire } from 'node:module';

const own = createRequire(import.meta.url);
const sax = createRequire(
  createRequire(own.resolve('electron-builder/package.json')).resolve('app-builder-lib/package.json'),
)('sax');

/** @typedef {{ name: string, attributes: Record<string, string>, text: string, children: Element[] }} Element */

/** @param {string} text @returns {Element} the outermost element; throws where the text is not well-formed */
export function readXml(text) {
  const parser = sax.parser(true, { trim: true });
  /** @type {Element} */
  const root = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  parser.onerror = (/** @type {Error} */ error) => {
    throw error;
  };
  parser.onopentag = (/** @type {{ name: string, attributes: Record<string, string> }} */ { name, attributes }) => {
    const element = { name, attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.ontext = (/** @type {string} */ words) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += words;
  };
  parser.onclosetag = () => void open.pop();
  parser.write(text).close();
  const [only] = root.children;
  if (only === undefined) throw new Error('there is no element');
  return only;
}

/** All elements of a name, at any depth. @param {Element} element @param {string} name @returns {Element[]} */
export function all(element, name) {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}
