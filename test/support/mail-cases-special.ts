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
  { file: 'bounce.eml', from: '', to: assistenza, expected: { kind: 'bounce', why: 'unknown-address' } },
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
      key: '3',
      text: 'Nuovo messaggio nella casella 300, durata 0:01.',
      attachments: [['msg0017.WAV', 'audio/wav']],
    },
  },
  {
    file: 'voicemail-asterisk.eml',
    from: 'asterisk@pbx.dbo.example',
    to: [`voicemail@${domain}`],
    expected: {
      kind: 'incoming',
      channel: 'voicemail',
      contact: ['Ivo Rota', null],
      subject: 'Messaggio vocale da 0350002233',
      key: '803',
      text: `Dear Segreteria:

	Just wanted to let you know you were just left a 0:02 long message (number 2)
in mailbox 803 from "Ivo Rota" <0350002233>, on Thursday, July 09, 2026 at 10:42:11 AM so you might
want to check it when you get a chance.  Thanks!

				--Asterisk`,
      attachments: [['msg0001.WAV', 'audio/wav']],
    },
  },
  {
    file: 'voicemail-freepbx.eml',
    from: 'voicemail@pbx.dbo.example',
    to: [`voicemail+8@${domain}`],
    expected: {
      kind: 'incoming',
      channel: 'voicemail',
      contact: ['3330004455', null],
      subject: 'Messaggio vocale da 3330004455',
      key: '8',
      text: `Servizi telematici,

There is a new voicemail in mailbox 8:

	From:	"3330004455" <3330004455>
	Length:	0:02 seconds
	Date:	Thursday, July 09, 2026 at 06:05:40 PM

Dial *98 to access your voicemail by phone.`,
      attachments: [['msg0000.gsm', 'audio/gsm']],
    },
  },
  {
    file: 'voicemail-3cx.eml',
    from: 'noreply@dbo.example',
    to: [`voicemail@${domain}`],
    expected: {
      kind: 'incoming',
      channel: 'voicemail',
      contact: ['Carla Bianchi', null],
      subject: 'Messaggio vocale da 0350006677',
      key: '100',
      text: `Hello Cassa,

You have a new voicemail message from Carla Bianchi (0350006677), received on 10/07/2026 09:11:58 in the mailbox of extension 100.`,
      attachments: [['vmail_0350006677_100_20260710091158.wav', 'audio/wav']],
    },
  },
  {
    file: 'voicemail-grandstream.eml',
    from: 'ucm@dbo.example',
    to: [`voicemail@${domain}`],
    expected: {
      kind: 'incoming',
      channel: 'voicemail',
      contact: ['Numero nascosto', null],
      subject: 'Messaggio vocale',
      key: '3',
      text: `Hello 3,
You received a new voicemail in mailbox 3.
Caller ID: anonymous
Time: 2026-07-10 12:29:41
Duration: 0:02`,
      attachments: [['msg0004.mp3', 'audio/mpeg']],
    },
  },
  {
    file: 'loop.eml',
    from: 'anna.galli@example.com',
    to: plus,
    expected: { kind: 'refused', reason: 'loop', answer: /^250 / },
  },
];
