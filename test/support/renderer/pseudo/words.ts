/**
 * A language that nobody speaks: every text of the catalogue in white brackets and longer by two fifths. What stands on a
 * screen outside of brackets is not from the catalogue, and what has no room now has none in the next language.
 */
const LONGER_BY = 0.4;
const FILL = 'parola ';

export const pseudo = (text: string): string => `⟦${text}${fillFor(text)}⟧`;

export const pseudoAll = <T extends Readonly<Record<string, string>>>(catalogue: T): T =>
  Object.fromEntries(Object.entries(catalogue).map(([id, text]) => [id, pseudo(text)])) as unknown as T;

function fillFor(text: string): string {
  const wanted = Math.ceil(shownLength(text) * LONGER_BY);
  return ` ${FILL.repeat(Math.ceil(wanted / FILL.length)).slice(0, Math.max(1, wanted - 1))}`;
}

/** Letters that are seen of an ICU message, about: of several variants the longest, values as three. */
function shownLength(text: string): number {
  if (!text.includes('{')) return text.length;
  const variants = [...text.matchAll(/\{([^{}]*(?:\{\w+\}[^{}]*)*)\}/g)].map(([, inner]) => inner?.length ?? 0);
  const plain = text.replaceAll(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '').length;
  return (
    plain + Math.max(3, ...variants.filter(() => / (?:plural|select)/.test(text) || /, (?:plural|select),/.test(text)))
  );
}
