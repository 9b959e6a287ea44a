import { domain, type MailCase, token } from './mail-fixtures.ts';

const assistenza = [`assistenza@${domain}`];
const plus = [`assistenza+${token}@${domain}`];

/** Machines' mail, broken mail, and what is not simply a question. */
export const specialCases: readonly MailCase[] = [
  {
    file: 'automatic-reply.eml',
    from: '',
    to: plus,
    expected: {
      kind: 'incoming',
      contact: ['Fumagalli Pietro', 'pietro.fumagalli@example.org'],
      subject: 'Risposta automatica: [2026-000124] Disdetta corso',
      groupId: 'didattica',
      text: 'Sono fuori ufficio fino al 20 marzo e non leggerò la posta.\nPer urgenze: 035 000 33 44.\n\nPietro Fumagalli',
      automatic: true,
      token,
    },
  },
  { file: 'bounce.eml', from: '', to: assistenza, expected: { kind: 'bounce' } },
  {
    file: 'bounce-of-a-strange-mail.eml',
    from: '',
    to: assistenza,
    expected: { kind: 'refused', reason: 'bounce-unknown', answer: /^250 / },
  },
  {
    file: 'delayed.eml',
    from: '',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Mail Delivery System', 'MAILER-DAEMON@mx.example.com'],
      subject: 'Delayed Mail (still being retried)',
      text: `This is the mail system at host mx.example.com.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<nessuno@example.com>: connect to mail.example.com[192.0.2.9]:25: Connection timed out`,
      automatic: true,
      token,
    },
  },
  {
    file: 'newsletter.eml',
    from: 'bounces@lists.example.org',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['CSV Bergamo', 'newsletter@example.org'],
      subject: 'Le notizie del volontariato – marzo 2026',
      groupId: 'volontari',
      text: `Le notizie di marzo

Il bando per i progetti estivi scade il 31 marzo: le associazioni possono presentare la domanda online, con il rendiconto dell'anno precedente e l'elenco dei volontari assicurati.

La festa del volontariato si terrà sabato 18 aprile in piazza Dante, con gli stand di quaranta associazioni della provincia e la musica della banda cittadina.

Apri nel browser: https://lists.example.org/v/abc`,
      automatic: true,
    },
  },
  {
    file: 'empty-body.eml',
    from: 'paolo.gritti@example.com',
    to: [`segreteria@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Paolo Gritti', 'paolo.gritti@example.com'],
      subject: 'Confermo la mia presenza sabato',
      groupId: 'segreteria',
      text: '',
    },
  },
  {
    file: 'empty.eml',
    from: 'paolo.gritti@example.com',
    to: [`segreteria@${domain}`],
    expected: { kind: 'refused', reason: 'empty', answer: /^554 / },
  },
  {
    file: 'no-from.eml',
    from: '',
    to: assistenza,
    expected: { kind: 'refused', reason: 'no-sender', answer: /^554 / },
  },
  {
    file: 'broken-boundary.eml',
    from: 'irene.valsecchi@example.net',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Irene Valsecchi', 'irene.valsecchi@example.net'],
      subject: 'Caricamento documento',
      groupId: 'telematici',
      text: `--=_written-otherwise
Content-Type: text/plain; charset=utf-8

Non riesco a caricare il certificato medico: la pagina resta bianca.
Irene Valsecchi

--=_written-otherwise--`,
    },
  },
  {
    file: 'lying-extension.eml',
    from: 'spedizioni@example.net',
    to: [`cassa@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Corriere Espresso', 'spedizioni@example.net'],
      subject: 'Fattura non pagata',
      groupId: 'cassa',
      text: 'Gentile cliente, in allegato la fattura.',
      refusedAttachments: ['type', 'type'],
    },
  },
  {
    file: 'english.eml',
    from: 'sarah.oneill@example.com',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ["Sarah O'Neill", 'sarah.oneill@example.com'],
      subject: 'Italian course for beginners',
      groupId: 'didattica',
      text: `Hello,

I have just moved to Bergamo. Is there still a place in the beginners' course?

Kind regards,
Sarah`,
      quoted: /^Sent from my iPhone\n\nOn Thu, 12 Mar 2026[\s\S]*directly\.$/,
    },
  },
  {
    file: 'forwarded.eml',
    from: 'davide.carrara@example.org',
    to: [`didattica@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Davide Carrara', 'davide.carrara@example.org'],
      subject: 'Fwd: Attestato del corso',
      groupId: 'didattica',
      text: `Vi giro la richiesta della scuola.

---------- Forwarded message ---------
Da: Scuola Media <scuola@example.com>
Date: ven 13 mar 2026 alle ore 09:10
Subject: Attestato del corso
To: Davide Carrara <davide.carrara@example.org>

Serve l'attestato di frequenza entro venerdì 20.`,
    },
  },
  {
    file: 'voicemail.eml',
    from: 'centralino@dbo.example',
    to: [`voicemail@${domain}`],
    expected: {
      kind: 'incoming',
      channel: 'voicemail',
      contact: ['Bruna Invernizzi', null],
      subject: 'Messaggio vocale da 0350001122',
      groupId: 'segreteria',
      text: 'Nuovo messaggio nella casella 300, durata 0:01.',
      attachments: [['msg0017.WAV', 'audio/wav']],
    },
  },
  {
    file: 'loop.eml',
    from: 'anna.galli@example.com',
    to: plus,
    expected: { kind: 'refused', reason: 'loop', answer: /^250 / },
  },
];
