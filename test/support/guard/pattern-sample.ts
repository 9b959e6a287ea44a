import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';

/**
 * Something that a pattern may well match, written down from its source: one of the alternatives, one of a class, so many times. What
 * only looks about is passed over, so that not all of them match. Knows nothing of `needed.ts`, which it tests.
 */
export const sampleOf = (pattern: RegExp): Arbitrary<string> =>
  fc.infiniteStream(fc.nat({ max: 999 })).map((numbers) => {
    const reader = { source: pattern.source, at: 0, pick: (many: number) => numbers.next().value! % many };
    return alternatives(reader);
  });

interface Reader {
  readonly source: string;
  at: number;
  pick(many: number): number;
}

function alternatives(reader: Reader): string {
  const written = [sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    written.push(sequence(reader));
  }
  return written[reader.pick(written.length)]!;
}

function sequence(reader: Reader): string {
  let written = '';
  while (reader.at < reader.source.length && reader.source[reader.at] !== '|' && reader.source[reader.at] !== ')') {
    const from = reader.at;
    let part = atom(reader);
    const end = reader.at;
    const times = reader.pick(3) + least(reader);
    const after = reader.at;
    const most = after === end ? 1 : mostOf(reader.source.slice(end, after));
    for (let time = 0; time < (after === end ? 1 : Math.min(times, most)); time += 1) {
      written += part;
      reader.at = from;
      part = atom(reader);
    }
    reader.at = after;
  }
  return written;
}

const quantifier = /(?:[?*+]|\{\d+(?:,\d*)?\})\??/y;

/** How often at least; stands behind the quantifier afterwards. */
function least(reader: Reader): number {
  quantifier.lastIndex = reader.at;
  const written = quantifier.exec(reader.source)?.[0] ?? '';
  reader.at += written.length;
  return written.startsWith('+') ? 1 : Number(/^\{(\d+)/.exec(written)?.[1] ?? 0);
}

const mostOf = (written: string): number =>
  written.startsWith('?') ? 1 : Number(/^\{(?:\d+,)?(\d+)\}/.exec(written)?.[1] ?? 99);

function atom(reader: Reader): string {
  const sign = reader.source.charAt(reader.at);
  reader.at += 1;
  if (sign === '(') return group(reader);
  if (sign === '[') return memberOf(reader);
  if (sign === '\\') return escape(reader);
  if (sign === '.') return '~x 7'.charAt(reader.pick(4));
  return sign === '^' || sign === '$' ? '' : sign;
}

function group(reader: Reader): string {
  const head = /^(?:\?(?:<?[=!]|:|<[a-zA-Z]+>))?/.exec(reader.source.slice(reader.at))![0];
  reader.at += head.length;
  const inner = alternatives(reader);
  reader.at += 1;
  return /[=!]$/.test(head) ? '' : inner;
}

function escape(reader: Reader): string {
  const letter = reader.source.charAt(reader.at);
  reader.at += 1;
  const known: Readonly<Record<string, string>> = { b: '', n: '\n', d: '4209', w: 'a7zt', s: ' \n', S: 'a-9!' };
  const ways = known[letter] ?? letter;
  return ways.charAt(reader.pick(Math.max(1, ways.length)));
}

/** By trial, so that nothing has to be known of classes. */
function memberOf(reader: Reader): string {
  const from = reader.at - 1;
  while (reader.source[reader.at] !== ']') reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  reader.at += 1;
  const ofClass = new RegExp(reader.source.slice(from, reader.at));
  const members = characters.filter((character) => ofClass.test(character));
  return members[reader.pick(members.length)] ?? '';
}
const characters = [
  ...Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((sign) => !/[A-Z]/.test(sign)),
  '\n',
  '€',
];
