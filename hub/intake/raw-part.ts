/** A MIME part as it stands in the mail: its header section unfolded, its body untouched. */
interface RawPart {
  readonly header: string;
  readonly body: Buffer;
}

/** Real mail nests four or five levels; whoever nests deeper hides nothing that we look for. */
const MAX_DEPTH = 10;
const MAX_PARTS = 200;

/** The first part below this mail whose header section fits, searched as programs nest it: containers only. */
export function findRawPart(raw: Buffer, fits: (header: string) => boolean): RawPart | null {
  const budget = { parts: MAX_PARTS };
  const search = (part: RawPart, depth: number): RawPart | null => {
    const boundary = boundaryOf(part.header);
    if (boundary === null || depth > MAX_DEPTH) return null;
    for (const child of childrenOf(part.body, boundary)) {
      if ((budget.parts -= 1) < 0) return null;
      const found = fits(child.header) ? child : search(child, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return search(split(raw), 0);
}

/** The message that a `message/rfc822` part holds. RFC 2046 allows it no encoding, some programs use one all the same. */
export function messageIn({ header, body }: RawPart): Buffer {
  const encoding = /^content-transfer-encoding:\s*([a-z0-9-]+)/im.exec(header)?.[1]?.toLowerCase();
  return encoding === 'base64' ? Buffer.from(body.toString('latin1'), 'base64') : body;
}

/** Where the body begins: after the first empty line. */
export function bodyStart(raw: Buffer): number {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  if (crlf === -1 && lf === -1) return raw.length;
  return lf === -1 || (crlf !== -1 && crlf < lf) ? crlf + 4 : lf + 2;
}

const MAX_HEADER_BYTES = 64 * 1024;

function split(raw: Buffer): RawPart {
  // A part without headers begins with its empty line.
  const start = /^\r?\n/.exec(raw.subarray(0, 2).toString('latin1'))?.[0].length ?? bodyStart(raw);
  const header = raw.subarray(0, Math.min(start, MAX_HEADER_BYTES)).toString('latin1');
  return { header: header.replace(/\r?\n[ \t]+/g, ' '), body: raw.subarray(start) };
}

function boundaryOf(header: string): string | null {
  const type = /^content-type:\s*multipart\/[^\r\n]*/im.exec(header)?.[0] ?? '';
  const match = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(type);
  return match?.[1] ?? match?.[2] ?? null;
}

function* childrenOf(body: Buffer, boundary: string): Generator<RawPart> {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  let begin = nextMark(body, mark, 0);
  while (begin !== -1) {
    const lineEnd = body.indexOf('\n', begin);
    const isLast = body.subarray(begin + mark.length, begin + mark.length + 2).toString('latin1') === '--';
    if (lineEnd === -1 || isLast) return;
    const end = nextMark(body, mark, lineEnd);
    yield split(body.subarray(lineEnd + 1, end === -1 ? body.length : end));
    begin = end;
  }
}

/** A delimiter stands at the beginning of a line. */
function nextMark(body: Buffer, mark: Buffer, from: number): number {
  for (let at = body.indexOf(mark, from); at !== -1; at = body.indexOf(mark, at + 1)) {
    if (at === 0 || body[at - 1] === 0x0a) return at;
  }
  return -1;
}
