import { requiredWords } from '../../../shared/model/required-words.ts';
import { requiredMessages } from '../required-messages.ts';

/** Documents that a case needs from its contact. */
export const required = {
  ...requiredMessages(requiredWords.it),
  'required.heading': 'Documenti richiesti',
  'required.none': 'Nessuno: aggiungi quelli che servono per andare avanti.',
  'required.all-in': 'Ci sono tutti.',
  'required.add': 'Aggiungi un documento richiesto',
  'required.add-short': 'Aggiungi',
  'required.ask': 'Chiedili nella risposta',
  'required.drop': 'Non serve più: {what}',
  'required.text':
    'Per andare avanti ci {count, plural, one {serve questo documento} many {servono questi documenti} other {servono questi documenti}}:\n{list}\n{count, plural, one {Può portarlo in sede o allegarlo} many {Può portarli in sede o allegarli} other {Può portarli in sede o allegarli}} dalla pagina della Sua pratica.',
  'event.required.asked': '{name} ha segnato un documento da avere: {what}',
  'event.required.in': '{name} ha segnato come arrivato: {what}',
  'event.required.dropped': '{name} ha tolto dall’elenco: {what}',
} as const;
