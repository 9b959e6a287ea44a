import type { RequiredKind } from './required.ts';

/** What contacts and volunteers are told of each document, in the middle of a list. */
export const requiredWords: Readonly<Record<'it' | 'en', Readonly<Record<RequiredKind, string>>>> = {
  it: {
    identity: 'documento d’identità',
    'tax-code': 'codice fiscale (tessera)',
    form: 'modulo firmato',
    consent: 'consenso al trattamento dei dati firmato',
    photo: 'fototessera',
    residence: 'documento che attesta la residenza',
    payment: 'ricevuta del pagamento',
    certificate: 'certificato o attestato richiesto',
    income: 'attestazione per la riduzione della quota',
    guardian: 'autorizzazione di chi fa le veci',
  },
  en: {
    identity: 'identity document',
    'tax-code': 'tax code (card)',
    form: 'signed form',
    consent: 'signed privacy consent',
    photo: 'passport photograph',
    residence: 'proof of residence',
    payment: 'receipt of the payment',
    certificate: 'certificate that was asked for',
    income: 'statement for the reduced fee',
    guardian: 'guardian’s authorisation',
  },
};
