import type { Language } from './languages.ts';
import type { TicketProblem } from './ticket-schema.ts';

interface ApiTexts {
  readonly problems: Readonly<Record<TicketProblem['code'], string>>;
  readonly key: string;
}

/** For people who look at what a program was told. */
export const apiTexts: Readonly<Record<Language, ApiTexts>> = {
  it: {
    problems: {
      unauthorized: 'Serve una chiave di questo centro: Authorization: Bearer …',
      'invalid-request': 'La richiesta non è JSON, o multipart/form-data, con i campi previsti',
      'invalid-fields': 'La richiesta non è ancora partita: qualcosa va corretto',
      confidential: 'Di questo è meglio parlare di persona: la richiesta non è ancora partita',
      'too-often': 'Troppe richieste in poco tempo: si veda Retry-After',
      busy: 'In questo momento il servizio è occupato: riprovare fra un minuto',
      'storage-failed': 'Non siamo riusciti a registrare la richiesta: riprovare fra un minuto',
    },
    key: 'Serve l’intestazione Idempotency-Key, da 20 a 64 lettere, cifre, «_» o «-».',
  },
  en: {
    problems: {
      unauthorized: 'A key of this hub is needed: Authorization: Bearer …',
      'invalid-request': 'The request is no JSON, or multipart/form-data, with the fields that are expected',
      'invalid-fields': 'The request has not been sent yet: something has to be mended',
      confidential: 'This is better said in person: the request has not been sent yet',
      'too-often': 'Too many requests in a short time; see Retry-After',
      busy: 'The service is busy at the moment: try again in a minute',
      'storage-failed': 'The request could not be stored: try again in a minute',
    },
    key: 'The header Idempotency-Key is needed: 20 to 64 letters, digits, “_” or “-”.',
  },
};
