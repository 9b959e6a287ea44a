import type { RoutingSettings, Rule } from './settings.ts';

/** What a rule of the shipped list says beside what is the same in all of them. */
type Shipped = Pick<Rule, 'id' | 'name' | 'by' | 'values' | 'groupId'>;

const addresses: readonly Shipped[] = [
  at('segreteria', 'Scritto alla Segreteria', ['segreteria', 'iscrizioni']),
  at('volontari', 'Scritto al Coordinatore volontari', ['volontari', 'coordinatore']),
  at('didattica', 'Scritto alla Didattica', ['didattica', 'corsi']),
  at('cassa', 'Scritto alla Cassa', ['cassa', 'quote']),
  at('telematici', 'Scritto ai Servizi telematici', ['telematici', 'sito', 'webmaster']),
];

function at(groupId: string, name: string, values: string[]): Shipped {
  return { id: `address-${groupId}`, name, by: 'address', values, groupId };
}

/** The most telling first. Urgency is none of them: nothing jumps the queue. */
const words: readonly Shipped[] = [
  about('telematici', 'Sito, accesso e documenti da caricare', [
    'password',
    'login',
    'log in',
    'accesso al sito',
    'accesso al portale',
    'non riesco ad accedere',
    'non riesco a accedere',
    'caricare',
    'caricamento',
    'upload',
    'portale',
    'indirizzo mail',
    'indirizzo e-mail',
    'indirizzo email',
  ]),
  about('cassa', 'Quote, pagamenti e ricevute', [
    'quota',
    'quote',
    'bonifico',
    'bonifici',
    'pagament*',
    'ricevuta',
    'ricevute',
    'rimbors*',
    'fee',
    'payment',
  ]),
  about('didattica', 'Corsi e attestati', [
    'corso',
    'corsi',
    'lezione',
    'lezioni',
    'didattica',
    'laborator*',
    'attestat*',
    'course',
  ]),
  about('volontari', 'Turni e volontari', ['turno', 'turni', 'volontari', 'volontariato', 'disponibilità']),
  about('segreteria', 'Adesioni, disdette e tessere', [
    'adesion*',
    'iscrizion*',
    'disdetta',
    'disdette',
    'disdire',
    'tessera',
    'attività',
  ]),
];

function about(groupId: string, name: string, values: string[]): Shipped {
  return { id: `words-${groupId}`, name, by: 'words', values, groupId };
}

/** What a new rule is, before anything is said about it. */
export const plainRule = {
  inText: false,
  overChoice: false,
  people: [],
  unlessNobody: false,
  unlessWaiting: null,
} as const satisfies Partial<Rule>;

/** The rules that the hub ships with: those of the association's own description of its channels. */
export const defaultRouting: RoutingSettings = {
  revision: 0,
  rules: [...addresses, ...words].map((rule) => ({ ...plainRule, people: [], ...rule })),
};
