import type { Span } from '../../shared/guard/finding.ts';

/** Ways past the association: a volunteer's own number, a messenger, a social account. */
const ways = [
  /\b(?:whats\s?app|wazzap|telegram|instagram|facebook|messenger|tik\s?tok|snapchat)\b/giu,
  /\b(?:il\s+|al\s+|sul\s+)?mio\s+(?:numero|cellulare|cell|telefono|telefonino|profilo|contatto|indirizzo|account)\b/giu,
  /\bla\s+mia\s+(?:e-?mail|mail|casella|pagina)\b/giu,
  /\bmy\s+(?:own\s+|private\s+|personal\s+)?(?:number|mobile|cell|phone|e-?mail|profile|account|address)\b/giu,
];

/** Where a text invites somebody past the association; warned about, never stopped. */
export const privateWaysIn = (text: string): readonly Span[] =>
  ways
    .flatMap((way) =>
      [...text.matchAll(way)].map(({ index, 0: words }) => ({ start: index, end: index + words.length })),
    )
    .sort((a, b) => a.start - b.start);
