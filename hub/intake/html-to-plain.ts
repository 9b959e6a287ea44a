// oxlint-disable-next-line typescript/triple-slash-reference -- other projects (test/) compile this file too and must find the types
/// <reference path="./html-to-text.d.ts" />
import { convert } from 'html-to-text';

/** Beyond this an HTML body is cut before it is read: nobody writes so much by hand. */
const MAX_HTML_LENGTH = 500_000;
/** Real mail stays below 100 levels; the converter walks recursively. */
const MAX_DEPTH = 400;

/** What a person would read in an HTML body. Nothing is fetched; pictures and hidden parts are left out. */
export function htmlToPlain(html: string): string {
  const input = html.slice(0, MAX_HTML_LENGTH);
  if (isTooDeep(input)) return bareWords(input);
  try {
    return convert(input, {
      wordwrap: false,
      limits: { maxDepth: MAX_DEPTH, ellipsis: '…' },
      selectors: [
        { selector: 'img', format: 'skip' },
        { selector: '[style*="display:none"]', format: 'skip' },
        { selector: '[style*="display: none"]', format: 'skip' },
        // Word's paragraphs have no margin: one is one line.
        { selector: 'p.MsoNormal', format: 'paragraph', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
        { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      ],
    });
  } catch {
    // A tree that the converter can't walk: the bare words are better than a lost message.
    return bareWords(input);
  }
}

/** Building a tree takes time with the square of its depth. */
const MAX_TREE_DEPTH = 2_000;
/** Written without an end by many programs, or with none to have: they nest nothing. */
const WITHOUT_END = /^(?:area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|source|t[dhr]|tbody|thead|wbr)$/i;

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,15})\b/gi)) {
    if (WITHOUT_END.test(name)) continue;
    depth = end === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_TREE_DEPTH) return true;
  }
  return false;
}

/** What is not a tag; an element that is never closed goes on to the end. */
const bareWords = (html: string): string =>
  html.replace(/<(?:script|style)\b[\s\S]*?(?:<\/(?:script|style)>|$)/gi, ' ').replace(/<[^<>]*>/g, ' ');
