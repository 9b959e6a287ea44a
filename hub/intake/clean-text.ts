/** How the bytes 0x80–0x9F read when text that claims to be ISO-8859-1 was written in Windows-1252 (WHATWG Encoding). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const C1 = /[\u0080-\u009f]/g;
/** Control characters except tab and line feed; also invisible marks that turn the direction of writing or hide in words. */
// finding them is the purpose
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Text as it is stored: NFC, LF, no control characters, no trailing spaces, at most two empty lines in a row. */
export function cleanText(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(C1, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? '')
    .replace(INVISIBLE, '')
    .replace(/\u00a0/g, ' ')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/^\n+|\n+$/g, '');
}

/** The same for what has to stay on one line: names, subjects. */
export function cleanLine(text: string, maxLength: number): string {
  return cut(
    cleanText(text)
      .replace(/[\s\u3000]+/g, ' ')
      .trim(),
    maxLength,
  );
}

/** At most `maxLength` UTF-16 units, never half a character. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const last = text.charCodeAt(maxLength - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength);
}
