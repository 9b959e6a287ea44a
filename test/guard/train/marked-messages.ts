import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { seededRandom } from '../../support/seeded-random.ts';
import { readMarks, type Marked } from '../marks.ts';

/** A line of `marked/`, written as in the corpus: `t text with [health:words] and {CREDENTIAL:value}`. */
export interface MarkedMessage extends Marked {
  readonly id: string;
  readonly lang: 'it' | 'en';
  readonly direction: 'incoming' | 'outgoing';
}

const folder = new URL('marked/', import.meta.url);
const line = /^([tcvTCN]) (.+)$/;

/** Files are called after the language, the hand that wrote them and their number. What is borderline (`t?`) teaches nothing. */
export const readMarkedMessages = (): readonly MarkedMessage[] =>
  readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const lang = file.startsWith('en') ? 'en' : 'it';
      return readFileSync(new URL(file, folder), 'utf8')
        .split('\n')
        .flatMap((written): readonly MarkedMessage[] => {
          const [, writer, marked] = line.exec(written) ?? [];
          return marked === undefined ? [] : [readMessage(lang, writer!, marked.trim())];
        });
    });

function readMessage(lang: 'it' | 'en', writer: string, marked: string): MarkedMessage {
  const hash = createHash('sha256').update(marked).digest();
  return {
    id: `marked-${hash.toString('hex', 0, 5)}`,
    lang,
    direction: writer === writer.toUpperCase() ? 'outgoing' : 'incoming',
    ...readMarks(marked, seededRandom(hash.readInt32BE(8))),
  };
}
