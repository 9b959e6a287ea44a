import DOMPurify, { type Config } from 'dompurify';
import { MAX_ORIGINAL_BYTES } from '../../../../shared/model/message.ts';
import { PART_ATTRIBUTE } from './part.ts';

/** What is left of a mail's HTML: its structure, its links, its own pictures; nothing that runs, loads or covers anything. */
export interface SafeMail {
  readonly fragment: DocumentFragment;
  /** Pictures that it wanted from the network. */
  readonly blocked: number;
}

const structure = 'blockquote br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre ul address';
const words = 'a abbr b cite code del em font i img ins q s small span strike strong sub sup u';
const tables = 'caption table tbody td tfoot th thead tr';

const plain = ['alt', 'colspan', 'rowspan', 'align', 'dir', 'lang', 'start', PART_ATTRIBUTE];

/** By name, so that what browsers learn in future is not let in. No style, class, id or name: the look is ours. */
const config = {
  ALLOWED_TAGS: `${structure} ${words} ${tables}`.split(' '),
  ALLOWED_ATTR: ['href', ...plain],
  ADD_URI_SAFE_ATTR: [...plain],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  SANITIZE_DOM: true,
  RETURN_DOM_FRAGMENT: true,
} as const satisfies Config;

/** An attachment's id, as the hub puts it in the place of the name that the mail gave (OM3). */
const PART = /^\s*cid:([0-9a-z][0-9a-z-]{0,63})\s*$/;
const REMOTE = /^\s*(?:https?:)?\/\//i;
const REMOTE_IN_STYLE = /url\(\s*["']?\s*(?:https?:)?\/\//gi;

/** Must be called once for each mail, one after the other: the count is this call's. */
export function safeMail(html: string): SafeMail {
  const purify = DOMPurify(window);
  let blocked = 0;
  purify.addHook('uponSanitizeElement', (node) => {
    // the tree is foreign: whatever is no element is of no interest
    if (!(node instanceof Element)) return;
    blocked += remoteIn(node);
    node.removeAttribute(PART_ATTRIBUTE);
    const part = node instanceof HTMLImageElement ? PART.exec(node.getAttribute('src') ?? '')?.[1] : undefined;
    if (part !== undefined) node.setAttribute(PART_ATTRIBUTE, part);
  });
  // UTF-16 units: at least as many bytes, so that nothing is read which the hub would not have kept.
  const fragment = purify.sanitize(quiet(html.slice(0, MAX_ORIGINAL_BYTES)), config);
  return { fragment, blocked };
}

/**
 * Parsing alone makes the browser report styles and bases to our content policy, though nothing comes of them: they get other
 * names before, which nobody knows. What is safe is decided after the parsing, whatever this leaves.
 */
const quiet = (html: string): string =>
  html
    .replace(/<(\/?)style\b/gi, `<$1${STYLE_TAG}`)
    .replace(/<(\/?)base\b/gi, '<$1x-base')
    .replace(/([\s"'/])style(\s*=)/gi, `$1${STYLE_ATTRIBUTE}$2`);
/** Of these the browser reads only the text, as it does of a style. */
const STYLE_TAG = 'xmp';
const STYLE_ATTRIBUTE = 'data-style';

function remoteIn(element: Element): number {
  const value = (name: string): string => element.getAttribute(name) ?? '';
  const isPicture = /^(?:img|input|video|audio|source|embed|iframe|object|image|link)$/i.test(element.localName);
  const sources = [value('src'), value('srcset'), value('data'), value('poster'), value('xlink:href')];
  const isLoaded = isPicture && sources.some((source) => REMOTE.test(source));
  const styles = element.localName === STYLE_TAG ? element.textContent : value(STYLE_ATTRIBUTE);
  return Number(isLoaded) + Number(REMOTE.test(value('background'))) + (styles.match(REMOTE_IN_STYLE) ?? []).length;
}
