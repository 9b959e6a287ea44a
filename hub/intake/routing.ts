/** Ids of the groups that the hub ships with. */
export const groupIds = ['segreteria', 'volontari', 'didattica', 'cassa', 'telematici'] as const;
export type GroupId = (typeof groupIds)[number];

const byLocalPart: Readonly<Record<string, GroupId>> = {
  segreteria: 'segreteria',
  iscrizioni: 'segreteria',
  volontari: 'volontari',
  coordinatore: 'volontari',
  didattica: 'didattica',
  corsi: 'didattica',
  cassa: 'cassa',
  quote: 'cassa',
  telematici: 'telematici',
  sito: 'telematici',
  webmaster: 'telematici',
};

/** Words in a subject, the most telling first. Urgency is none of them: nothing jumps the queue. */
const bySubject: readonly (readonly [RegExp, GroupId])[] = [
  [
    /\b(?:password|login|accesso al (?:sito|portale)|non riesco ad? accedere|caric(?:are|amento)|upload|portale|indirizzo (?:e-?)?mail|log in)\b/i,
    'telematici',
  ],
  [/\b(?:quot[ae]|bonific[oi]|pagament[oi]|ricevut[ae]|rimbors[oi]|fee|payment)\b/i, 'cassa'],
  [/\b(?:cors[oi]|lezion[ei]|didattica|laborator[io]{1,2}|attestat[oi]|course)\b/i, 'didattica'],
  [/\b(?:turn[oi]|volontari(?:ato)?|disponibilità)\b/i, 'volontari'],
  [/\b(?:adesion[ei]|iscrizion[ei]|disdett[ae]|disdire|tessera|attività)\b/i, 'segreteria'],
];

/** By the address that was written to, else by words in the subject; null: the default group. */
export function routeMail(localParts: readonly string[], subject: string): GroupId | null {
  for (const localPart of localParts) {
    const group = byLocalPart[localPart.toLowerCase().split('+')[0] ?? ''];
    if (group !== undefined) return group;
  }
  return bySubject.find(([words]) => words.test(subject))?.[1] ?? null;
}

/** Where the keys of the switchboard lead unless the association says otherwise; any other key, and none: the default group. */
export const defaultKeyGroups: Readonly<Record<string, GroupId>> = { 3: 'segreteria', 8: 'telematici' };
