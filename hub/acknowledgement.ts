import { ASSOCIATION_TIME_ZONE } from '../shared/time-zone.ts';
import type { ConversationRecord } from './storage/storage.ts';

const zone = { timeZone: ASSOCIATION_TIME_ZONE } as const;
const date = new Intl.DateTimeFormat('it-IT', { ...zone, day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('it-IT', { ...zone, hour: '2-digit', minute: '2-digit' });
const year = new Intl.DateTimeFormat('en', { ...zone, year: 'numeric' });

/** The year that a case number carries: by the association's calendar. */
export const yearOf = (at: number): number => Number(year.format(at));

/** What the contact is told who writes again before anybody has answered: number and state, and that the order stays (IN9). */
export function reminderText({
  conversation: { contact, number, arrivedAt, state },
  association,
}: {
  readonly conversation: ConversationRecord;
  readonly association: string;
}): string {
  const stands =
    state === 'waiting'
      ? 'è in attesa di essere presa in carico da un volontario'
      : 'è in carico a un volontario, che Le risponderà appena possibile';
  return [
    contact.name.trim() === '' ? 'Buongiorno,' : `Gentile ${contact.name.trim()},`,
    `abbiamo aggiunto il Suo nuovo messaggio alla pratica ${number}, ricevuta il ${date.format(arrivedAt)}. ` +
      `La pratica ${stands}.`,
    'Il sollecito è stato annotato. Le richieste sono trattate nell’ordine in cui arrivano: non occorre scriverci di nuovo.',
    `Cordiali saluti\n${association}`,
    'Questa è una risposta automatica.',
  ].join('\n\n');
}

/** What the contact is told at once: number, date and hour, and where confidences belong (IN4). */
export function acknowledgementText({
  conversation: { contact, number, arrivedAt },
  association,
  followUrl = null,
}: {
  readonly conversation: ConversationRecord;
  readonly association: string;
  readonly followUrl?: string | null;
}): string {
  const greeting = contact.name.trim() === '' ? 'Buongiorno,' : `Gentile ${contact.name.trim()},`;
  return [
    greeting,
    `abbiamo ricevuto la Sua richiesta il ${date.format(arrivedAt)} alle ore ${time.format(arrivedAt)}. ` +
      `Il numero della pratica è ${number}: lo indichi se ci scrive o ci telefona per la stessa questione.`,
    'Un volontario la prenderà in carico e Le risponderà appena possibile. ' +
      'Se desidera aggiungere qualcosa, risponda a questo messaggio.',
    ...(followUrl === null
      ? []
      : [`Qui può vedere a che punto siamo e aggiungere un messaggio; il link è solo Suo:\n${followUrl}`]),
    'Finché non viene presa in carico, la richiesta può essere letta da tutto lo staff. ' +
      'Per le confidenze è meglio un appuntamento, di persona: può chiederlo rispondendo a questo messaggio.',
    `Cordiali saluti\n${association}`,
    'Questa è una conferma automatica di ricezione.',
  ].join('\n\n');
}
