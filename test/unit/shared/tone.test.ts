import { expect, test } from 'vitest';
import { isAbusive } from '../../../shared/tone/abusive.ts';

test.each([
  'Siete degli incapaci, andate a quel paese!',
  'Siete solo dei ladri.',
  'Ma vaffanculo voi e il vostro sito',
  'BRANCO DI IDIOTI, ho pagato due volte.',
  'Sei un imbecille.',
  'Rispondete o vi vengo a cercare, so dove lavorate.',
  'Pezzi di merda',
  'Mi fate schifo.',
  'Ve la faccio pagare.',
  'You are all useless idiots.',
  'Fuck you and your website.',
  'What a bunch of crooks!',
  'I’ll find you.',
  'I know where you live',
])('[TN1] offends or threatens whoever reads it: %s', (text) => {
  expect(isAbusive(text)).toBe(true);
});

test.each([
  '',
  'Sono molto arrabbiato: è la terza volta che scrivo e nessuno risponde!!!',
  'È una vergogna, vi denuncio ai giornali.',
  'URGENTE!!! RISPONDETEMI SUBITO',
  'Mio marito mi ha dato dell’idiota e ho paura di lui.',
  'Un collega mi ha detto vaffanculo davanti a tutti, posso segnalarlo?',
  'Mi chiama stronza tutti i giorni.',
  'I ladri sono entrati in sede: serve una copia della denuncia.',
  'Ho perso il lavoro e mi sento un cretino.',
  'Non sono capace di usare il sito.',
  'La signora Bastardi chiede un certificato.',
  'Siete stati gentilissimi.',
  'Il film «Bastardi senza gloria» è in programma?',
  'He told me to go to hell and I need help.',
  'They called me an idiot.',
  'This is useless, I am very disappointed.',
  'I will find the form and send it to you.',
  'Vi spacco il pacco in due spedizioni.',
])('[TN1] does not: %s', (text) => {
  expect(isAbusive(text)).toBe(false);
});

test('[TN1] long texts take no time', () => {
  const long = `${'Siete stati molto gentili e vi ringrazio di tutto, '.repeat(2_000)}.`;
  const begin = performance.now();
  expect(isAbusive(long)).toBe(false);
  expect(performance.now() - begin).toBeLessThan(1_000);
});
