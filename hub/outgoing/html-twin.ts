import { escapeHtml } from '../html.ts';

const STYLE = 'font-family:system-ui,-apple-system,Segoe UI,sans-serif;font-size:15px;line-height:1.5;color:#1f2328';
const URL_IN_TEXT = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;

/** The same words for mail programs that show HTML: paragraphs, line breaks, addresses of pages as links. Nothing else. */
export function htmlTwin(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => `<p style="margin:0 0 1em">${inline(paragraph)}</p>`);
  return `<!DOCTYPE html>\n<html><body><div style="${STYLE}">\n${paragraphs.join('\n')}\n</div></body></html>`;
}

function inline(paragraph: string): string {
  let html = '';
  let rest = 0;
  for (const match of paragraph.matchAll(URL_IN_TEXT)) {
    const url = escapeHtml(match[0]);
    html += `${escapeHtml(paragraph.slice(rest, match.index))}<a href="${url}">${url}</a>`;
    rest = match.index + match[0].length;
  }
  return (html + escapeHtml(paragraph.slice(rest))).replace(/\n/g, '<br>\n');
}
