import type { CannedReply } from '../shared/model/directory.ts';
import { type About, type Paragraphs, shippedReply } from './seed-canned-reply.ts';

const english = (shortcut: string, about: About, ...paragraphs: Paragraphs): CannedReply =>
  shippedReply('en', shortcut, { ...about, paragraphs });

export const englishReplies: readonly CannedReply[] = [
  english(
    'access',
    { title: 'Cannot log in to the site', groupId: 'telematici' },
    'to get back into the members’ area, please use “Forgotten password” on the login page: you will receive a message with instructions. Please look in your spam folder too.',
    'If nothing arrives within an hour, reply to this message (case {{case.number}}) and tell us the address you registered with: we will check for you. For your safety, never send us your password.',
  ),
  english(
    'access-urgent',
    { title: 'Cannot log in to the site (urgent)', groupId: 'telematici' },
    'I have taken on your request about logging in to the site and am working on it now (case {{case.number}}).',
    'If you need to get in straight away, call our switchboard and press 8, Online services: we will help you over the telephone. For your safety, never give anybody your password, not even us.',
  ),
  english(
    'activity',
    { title: 'Join or leave an activity', groupId: 'segreteria' },
    'to join an activity or to withdraw from it, open the members’ area, choose Agenda, select the event and press “Iscrizione” (join) or “Elimina iscrizione” (withdraw).',
    'If the site does not let you, reply to this message with the activity and its date: we will do it for you and confirm (case {{case.number}}).',
  ),
  english(
    'activity-urgent',
    { title: 'Join or leave an activity (urgent)', groupId: 'segreteria' },
    'I have seen your request and am registering it (case {{case.number}}); you will receive a confirmation as soon as it is done.',
    'If the activity begins today or tomorrow, please also call our switchboard and press 3, Secretariat. If nobody answers, leave a message: every one is listened to.',
  ),
  english(
    'document',
    { title: 'A document cannot be uploaded', groupId: 'segreteria' },
    'documents are sent from the members’ area, under Strumenti, Area caricamento file. PDFs and pictures of up to 25 MB will do; a readable photograph taken with a telephone is fine.',
    'If the upload does not work, reply to this message with the document attached (case {{case.number}}). If you have no way to scan it, we can arrange an appointment so that you can hand it in at the office.',
  ),
  english(
    'document-urgent',
    { title: 'A document cannot be uploaded (urgent)', groupId: 'segreteria' },
    'so that you do not miss the deadline, please reply to this message with the document attached; a readable photograph will do (case {{case.number}}). I will confirm as soon as I have seen it.',
    'If you would rather hand it in, tell me two times at which you could come to the office and I will confirm one of them.',
  ),
  english(
    'email-address',
    { title: 'Change of e-mail address', groupId: 'telematici' },
    'the address at which you receive our messages can be changed in the members’ area, under Strumenti, Dati e Privacy. A message at the new address will confirm the change.',
    'If you cannot get into the members’ area, reply to this message (case {{case.number}}): we will contact you by the details that we already have, to be sure that it is you.',
  ),
  english(
    'email-address-urgent',
    { title: 'Change of e-mail address (urgent)', groupId: 'telematici' },
    'I have taken on your request to change your e-mail address (case {{case.number}}).',
    'If you are waiting for an important message, call our switchboard and press 8, Online services: after a check we will change the address while you are on the telephone.',
  ),
  english(
    'appointment',
    { title: 'Offer an appointment', groupId: null },
    'this is best discussed in person, without haste, at an appointment: nobody else will hear or read it. There is no need to write us any further details.',
    'Here you can choose the day and time that suit you, and change them if you need to (case {{case.number}}):\n{{appointment.link}}',
  ),
  english(
    'received',
    { title: 'Confirm receipt', groupId: null },
    'thank you: we have received what you sent and added it to case {{case.number}}. I will write to you as soon as there is news.',
  ),
  english(
    'handover',
    { title: 'Somebody else takes over', groupId: null },
    'so that you get the best answer, I have passed case {{case.number}} to the person in the association who deals with this. You need not do anything, nor repeat what you have written: the answer will come to this address.',
  ),
  english(
    'information',
    { title: 'Ask for what is missing', groupId: null },
    'to go on with case {{case.number}} we need one more piece of information. You can simply reply to this message.',
    'Please send nothing that is not needed, such as identity documents or bank details, unless we ask for it expressly.',
  ),
  english(
    'closing',
    { title: 'Close the case', groupId: null },
    'as far as I can see your request has been dealt with, so I am closing case {{case.number}}. If anything is not right, just reply to this message within 30 days: we will reopen it and the same person will follow it.',
  ),
];
