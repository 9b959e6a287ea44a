// oxlint-disable-next-line typescript/triple-slash-reference -- other projects (test/) compile this file too and must find the types
/// <reference path="./html-to-text.d.ts" />
import { convert } from 'html-to-text';

/** Beyond this an HTML body is cut before it is read: nobody writes so much by hand. */
const MAX_HTML_LENGTH = 1_000_000;
/** Real mail stays below 100 levels; the converter walks recursively. */
const MAX_DEPTH = 400;

/** What a person would read in an HTML body. Nothing is fetched; pictures and hidden parts are left out. */
export function htmlToPlain(html: string): string {
  const input = html.slice(0, MAX_HTML_LENGTH);
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
    return input.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
  }
}
