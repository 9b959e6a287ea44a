/** A longer line is refused instead of kept: memory stays bounded whatever the file. */
const MAX_LINE_CHARACTERS = 4_000_000;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Null: too long to be kept. */
  readonly text: string | null;
}

/** Lines of a UTF-8 stream, without their ends and without a byte order mark. */
export async function* readLines(
  input: AsyncIterable<unknown>,
  maxCharacters = MAX_LINE_CHARACTERS,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  const decode = (chunk: unknown): string =>
    chunk instanceof Uint8Array ? decoder.decode(chunk, { stream: true }) : String(chunk);
  let parts: string[] = [];
  let length = 0;
  let number = 1;
  const keep = (part: string): void => {
    length += part.length;
    if (length <= maxCharacters) parts.push(part);
    else parts = [];
  };
  const finish = (): Line => {
    const text = length <= maxCharacters ? parts.join('').replace(/\r$/, '') : null;
    parts = [];
    length = 0;
    return { number: number++, text };
  };
  for await (const chunk of input) {
    const [first = '', ...others] = decode(chunk).split('\n');
    keep(first);
    for (const part of others) {
      yield finish();
      keep(part);
    }
  }
  keep(decoder.decode());
  if (length > 0) yield finish();
}
