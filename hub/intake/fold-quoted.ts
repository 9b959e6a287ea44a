export interface Folded {
  /** What the person wrote now. */
  readonly text: string;
  /** Older text that the mail program put below it, and the program's own line; null if there is none. */
  readonly quoted: string | null;
}

/**
 * Tells new text from older text that a mail program quoted. Careful rather than clever: whatever is not certainly a quotation
 * stays in the text; forwarded messages are what the person wants to show, and stay too.
 */
export function foldQuoted(text: string, forwarded: boolean): Folded {
  const lines = text.split('\n');
  const { own, quoted } = splitQuotation(lines, forwarded);
  const { body, signature } = splitDeviceSignature(own);
  const folded = [signature, quoted].map(joined).filter((part) => part !== '');
  return { text: joined(body), quoted: folded.length === 0 ? null : folded.join('\n\n') };
}

interface Split {
  readonly own: readonly string[];
  readonly quoted: readonly string[];
}

function splitQuotation(lines: readonly string[], forwarded: boolean): Split {
  const limit = lines.findIndex((line) => isForwardMark(line));
  const end = limit === -1 ? lines.length : limit;
  for (let index = 0; index < end; index++) {
    const length = attributionLength(lines, index, forwarded);
    if (length > 0) return splitAt(lines, index, index + length);
  }
  return limit === -1 ? splitMarked(lines) : { own: lines, quoted: [] };
}

/** `start`: first line of the attribution; `after`: the line behind it. */
function splitAt(lines: readonly string[], start: number, after: number): Split {
  const before = lines.slice(0, start);
  const next = lines.findIndex((line, index) => index >= after && line.trim() !== '');
  if (next === -1 || !isMarked(lines[next])) {
    // Everything down to the end is older, unless nothing was written above: then it is no quotation but the message.
    return isBlank(before) ? { own: lines, quoted: [] } : { own: before, quoted: lines.slice(start) };
  }
  const blockEnd = endOfMarked(lines, next);
  const rest = lines.slice(blockEnd);
  if (rest.some(isMarked)) return { own: lines, quoted: [] }; // answers between the quoted lines
  return { own: isBlank(before) ? rest : [...before, ...rest], quoted: lines.slice(start, blockEnd) };
}

/** No attribution, only lines that begin with `>`: a block of them at the end, or at the beginning, is older text. */
function splitMarked(lines: readonly string[]): Split {
  const firstMarked = lines.findIndex(isMarked);
  if (firstMarked === -1) return { own: lines, quoted: [] };
  const blockEnd = endOfMarked(lines, firstMarked);
  const before = lines.slice(0, firstMarked);
  const rest = lines.slice(blockEnd);
  const oneBlock = !rest.some(isMarked) && isBlank(before) !== isBlank(rest);
  return oneBlock
    ? { own: [...before, ...rest], quoted: lines.slice(firstMarked, blockEnd) }
    : { own: lines, quoted: [] };
}

function endOfMarked(lines: readonly string[], from: number): number {
  let end = from;
  for (let index = from; index < lines.length; index++) {
    if (isMarked(lines[index])) end = index + 1;
    else if (lines[index]?.trim() !== '') break;
  }
  return end;
}

const ATTRIBUTIONS = [
  /^(?:il giorno|il)\b.{6,400}\b(?:ha|hanno) scritto\s*:$/i,
  /^on\b.{6,400}\bwrote\s*:$/i,
  /^am\b.{6,400}\bschrieb\b.{0,120}:$/i,
  /^le\b.{6,400}\ba écrit\s*:$/i,
  /^el\b.{6,400}\bescribió\s*:$/i,
  /^\d{4}-\d\d-\d\d \d\d:\d\d .{3,200}<[^<>\s]+@[^<>\s]+>\s*:$/,
];
const ORIGINAL_MESSAGE = /^-{2,}\s*(?:messaggio originale|original message)\s*-{2,}$/i;
const FORWARD_MARKS = [
  /^-{3,}\s*(?:forwarded message|messaggio inoltrato)\s*-{3,}$/i,
  /^(?:inizio messaggio inoltrato|begin forwarded message)\s*:$/i,
];
/** Mail programs break long attributions over several lines. */
const MAX_ATTRIBUTION_LINES = 4;

/** How many lines from `index` on are the head of a quotation; 0: none. */
function attributionLength(lines: readonly string[], index: number, forwarded: boolean): number {
  const line = (lines[index] ?? '').trim();
  if (ORIGINAL_MESSAGE.test(line)) return 1;
  if (!forwarded && isOutlookHead(lines, index)) return 1;
  if (!/^(?:il|on|am|le|el|\d{4}-)/i.test(line)) return 0;
  for (let count = 1; count <= MAX_ATTRIBUTION_LINES; count++) {
    const joint = lines
      .slice(index, index + count)
      .map((part) => part.trim())
      .join(' ');
    const hasDate = /\d{1,2}[:.]\d{2}|\d{4}/.test(joint);
    if (hasDate && ATTRIBUTIONS.some((pattern) => pattern.test(joint))) return count;
  }
  return 0;
}

/** Outlook: `Da: … / Inviato: … / A: … / Oggetto: …`, sometimes below a line of underscores. */
function isOutlookHead(lines: readonly string[], index: number): boolean {
  const from = /^_{10,}$/.test((lines[index] ?? '').trim()) ? index + 1 : index;
  const head = lines.slice(from, from + 7).map((line) => line.trim().replace(/\*/g, ''));
  const has = (pattern: RegExp) => head.some((line) => pattern.test(line));
  return (
    /^(?:da|from)\s*:\s*\S/i.test(head.find((line) => line !== '') ?? '') &&
    has(/^(?:inviato|sent|data|date)\s*:\s*\S/i) &&
    has(/^(?:a|to|oggetto|subject)\s*:/i)
  );
}

const DEVICE_SIGNATURE =
  /^(?:inviato|sent|spedito)\s+(?:da|dal|con|tramite|from|via)\b.{0,20}\b(?:iphone|ipad|galaxy|samsung|huawei|xiaomi|redmi|oppo|motorola|smartphone|cellulare|telefono|dispositivo|phone|mobile|android|outlook|posta|mail|yahoo|libero|virgilio|tiscali|windows)\b.{0,80}$|^(?:ottieni|scarica|get)\s+outlook\s+(?:per|for)\b.{0,80}$/i;

function splitDeviceSignature(lines: readonly string[]): { body: readonly string[]; signature: readonly string[] } {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const isSignature = last !== -1 && DEVICE_SIGNATURE.test((lines[last] ?? '').trim());
  return isSignature ? { body: lines.slice(0, last), signature: lines.slice(last) } : { body: lines, signature: [] };
}

const isForwardMark = (line: string) => FORWARD_MARKS.some((pattern) => pattern.test(line.trim()));
const isMarked = (line: string | undefined) => line?.startsWith('>') === true;
const isBlank = (lines: readonly string[]) => lines.every((line) => line.trim() === '');
const joined = (lines: readonly string[] | string) =>
  (typeof lines === 'string' ? lines : lines.join('\n')).replace(/^\n+|\s+$/g, '');
