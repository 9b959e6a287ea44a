import type { Language } from './languages.ts';

const italian = {
  title: (number: string) => `Pratica ${number}`,
  states: {
    waiting: 'In attesa: un volontario la prenderà in carico.',
    claimed: 'Un volontario la sta seguendo.',
    resolved: 'Risolta.',
  },
  received: 'Ricevuta',
  group: 'Con chi',
  history: 'Che cosa è successo',
  youWrote: 'Lei ci ha scritto',
  weAnswered: 'Risposta',
  appointments: 'Appuntamenti',
  appointmentHint: 'Per spostarlo o annullarlo usi il link che ha ricevuto, o ci scriva qui sotto.',
  write: 'Aggiunga un messaggio',
  writeHint: 'Lo riceve chi segue la pratica. Non scriva qui confidenze: per quelle chieda un appuntamento.',
  writeResolved: 'La pratica è risolta: se ci scrive si riapre, o ne apriamo una nuova.',
  send: 'Invia il messaggio',
  sent: 'Messaggio ricevuto: grazie. Le rispondiamo appena possibile.',
  missing: 'Scriva il messaggio.',
  tooLong: 'Il messaggio può avere al massimo 20.000 caratteri: lo abbrevi.',
  tooOften: 'Da qui sono arrivate molte richieste in poco tempo: aspetti dieci minuti e prema di nuovo.',
  failed: 'Non siamo riusciti a registrare il messaggio: prema di nuovo «Invia il messaggio» fra un minuto.',
  goneTitle: 'Questo link non è valido',
  gone: 'Controlli di averlo copiato per intero, o risponda al messaggio che ha ricevuto.',
  follow: 'Segui la pratica',
  followHint: 'Questo link mostra a che punto siamo e le nostre risposte: lo conservi, è solo Suo.',
};

export type FollowTexts = typeof italian;

const english: FollowTexts = {
  title: (number) => `Case ${number}`,
  states: {
    waiting: 'Waiting: a volunteer will take it.',
    claimed: 'A volunteer is working on it.',
    resolved: 'Resolved.',
  },
  received: 'Received',
  group: 'With',
  history: 'What has happened',
  youWrote: 'You wrote to us',
  weAnswered: 'Answer',
  appointments: 'Appointments',
  appointmentHint: 'To move or cancel it use the link that you received, or write to us below.',
  write: 'Add a message',
  writeHint: 'Whoever works on the case gets it. Don’t write confidences here: ask for an appointment instead.',
  writeResolved: 'The case is resolved: when you write it is opened again, or a new one is.',
  send: 'Send the message',
  sent: 'Message received: thank you. We will answer as soon as we can.',
  missing: 'Write your message.',
  tooLong: 'The message can have at most 20,000 characters: please shorten it.',
  tooOften: 'Many requests came from here in a short time: wait ten minutes and press again.',
  failed: 'We could not store your message: press “Send the message” again in a minute.',
  goneTitle: 'This link is not valid',
  gone: 'Check that you copied all of it, or reply to the message that you received.',
  follow: 'Follow your case',
  followHint: 'This link shows how far we are, and our answers: keep it, it is yours alone.',
};

export const followTexts: Readonly<Record<Language, FollowTexts>> = { it: italian, en: english };
