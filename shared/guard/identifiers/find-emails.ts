import { type Candidate, type Scene } from './scene.ts';
import { spokenDigits } from './spoken-words.ts';

export interface EmailCandidate extends Candidate {
  /** As it would be typed. */
  readonly email: string;
}

/** E-mail addresses, typed or said. */
export function findEmails(scene: Scene): readonly EmailCandidate[] {
  return [...typedEmails(scene), ...spokenEmails(scene)];
}

const typed =
  /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}(?: ?@ ?| ?[[(](?:at|chiocciola)[\])] ?)[a-z0-9-]{1,63}(?: ?(?:\.|[[(](?:dot|punto)[\])]) ?[a-z0-9-]{1,63}){0,4}(?: ?[[(](?:dot|punto)[\])] ?|\.)[a-z][a-z0-9-]{1,24}(?![a-z0-9-])/g;

const typedEmails = (scene: Scene): readonly EmailCandidate[] =>
  scene.matchesOf(typed).map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    kind: 'EMAIL' as const,
    email: text
      .replace(/ ?[[(](?:at|chiocciola)[\])] ?/, '@')
      .replaceAll(/ ?[[(](?:dot|punto)[\])] ?/g, '.')
      .replaceAll(' ', ''),
  }));

const joints: Readonly<Record<string, string>> = {
  punto: '.',
  dot: '.',
  trattino: '-',
  meno: '-',
  dash: '-',
  underscore: '_',
};
const atSigns = new Set(['chiocciola', 'chiocciolina', 'at', 'et']);

function spokenEmails({ atoms }: Scene): readonly EmailCandidate[] {
  const found: EmailCandidate[] = [];
  for (let i = 0; i < atoms.length; i += 1) {
    if (!atSigns.has(atoms[i]!.word)) continue;
    const first = firstOfLocalPart(atoms, i);
    const last = lastOfDomain(atoms, i);
    if (first === i || last === i) continue;
    const email = atoms
      .slice(first, last + 1)
      .map((atom, k) => (first + k === i ? '@' : (joints[atom.word] ?? spokenDigits(atom.word) ?? atom.word)))
      .join('');
    found.push({ start: atoms[first]?.start ?? 0, end: atoms[last]?.end ?? 0, kind: 'EMAIL', email });
  }
  return found;
}

const MAX_PARTS = 12;
const isSpokenNumber = (word: string): boolean => spokenDigits(word) !== undefined || /^\d+$/.test(word);

function firstOfLocalPart(atoms: Scene['atoms'], at: number): number {
  let first = at - 1;
  for (let i = at - 1; i > 0 && at - i < MAX_PARTS; i--) {
    const [before, here] = [atoms[i - 1]?.word ?? '', atoms[i]?.word ?? ''];
    if (joints[before] === undefined && joints[here] === undefined && !isSpokenNumber(here)) break;
    first = i - 1;
  }
  return Math.max(0, first);
}

function lastOfDomain(atoms: Scene['atoms'], at: number): number {
  let last = at;
  for (let i = at + 2; i < atoms.length && i - at < MAX_PARTS; i++) {
    const isJoint = joints[atoms[i]?.word ?? ''] !== undefined;
    if (isJoint && atoms[i + 1] !== undefined) last = ++i;
    else if (atoms[i]?.gap === 'tight' && atoms[at]?.word !== 'at' && i === last + 1) last = i;
    else break;
  }
  return last;
}
