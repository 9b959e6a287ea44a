import type { Association } from '../../../shared/guard/context.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { type Row, scanRow } from './measure.ts';

type Times = readonly (readonly [string, number])[];

/** Each message once, after a short warm-up. */
export function timeRows(rows: readonly Row[], association: Association | undefined): Times {
  for (const row of rows.slice(0, 20)) scanRow(row, association);
  const times = rows.map((row) => timeOf(() => scanRow(row, association))).sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return [
    ['a message, p50', quantile(0.5)],
    ['a message, p95 (target 5)', quantile(0.95)],
    ['a message, slowest', quantile(1)],
  ];
}

/** 20,000 characters of every unkind sort; the target is 100 ms. */
export function timeLongInputs(rows: readonly Row[], association: Association | undefined): Times {
  const real = rows.map(({ text }) => text).join('\n');
  return Object.entries({ real, ...hostileTexts }).map(([name, text]) => [
    `20,000 characters: ${name}`,
    timeOf(() => scan(text.repeat(Math.ceil(20_000 / text.length)).slice(0, 20_000), { association })),
  ]);
}

export const hostileTexts: Readonly<Record<string, string>> = {
  digits: '1 ',
  'one word': 'a',
  ats: 'a@',
  'an IBAN that never ends': 'IT60 ',
  'letters that may be words': 'e a o i ',
  'said digits': 'quattro uno zero ',
  passwords: 'password è ',
  'codes and verbs': 'codice della porta di casa del codice ',
  streets: 'via roma piazza ',
  people: 'di marco il numero di ',
  commas: ',.;:-_ ',
  'line ends': '\n',
  marks: 'e\u0301\u0301',
  'carte e documenti': 'carta documento patente passaporto 12345 ',
  'the name of a secret': 'password ',
  'secrets with capitals': 'password AbcDef ',
  'questions of security': 'domanda segreta ',
  'lines of secrets': 'password\n',
  'locks and commas': 'cancello, ',
  'what a bank shows': 'banca dice ',
  'spelt letters': 'codice: a zeta e uno ',
  'secrets in a row': 'password A1b2c, ',
  'tokens with figures': 'A1b2c ',
  names: 'cf iban pin conto n. ',
};

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
