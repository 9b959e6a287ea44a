import { domain, type MailCase, token } from './mail-fixtures.ts';

const assistenza = [`assistenza@${domain}`];
const plus = [`assistenza+${token}@${domain}`];

/** People's mail, as the programs that people use write it. */
export const clientCases: readonly MailCase[] = [
  {
    file: 'gmail-plain-and-html.eml',
    from: 'anna.galli@example.com',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Anna Galli', 'anna.galli@example.com'],
      subject: "Non riesco ad accedere all'area Soci",
      groupId: 'telematici',
      text: `Buongiorno,
da ieri sera non riesco più ad accedere all'area Soci: il sito dice "utente
non riconosciuto" anche dopo aver usato il link di recupero. Perché?
Non è urgente, ma vorrei iscrivermi alla gita del 21 marzo.

Grazie
Anna Galli`,
    },
  },
  {
    file: 'gmail-reply.eml',
    from: 'anna.galli@example.com',
    to: plus,
    expected: {
      kind: 'incoming',
      contact: ['Anna Galli', 'anna.galli@example.com'],
      subject: "[2026-000124] Non riesco ad accedere all'area Soci",
      groupId: 'telematici',
      text: 'Adesso funziona, è bastato cambiare la password. Grazie mille!',
      quoted: /^Il giorno lun 2 mar 2026[\s\S]*Può riprovare/,
      token,
    },
  },
  {
    file: 'outlook-html-only.eml',
    from: 'pietro.fumagalli@example.org',
    to: [`segreteria@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Fumagalli Pietro', 'pietro.fumagalli@example.org'],
      subject: 'Disdetta corso di fotografia',
      groupId: 'segreteria',
      text: `Spettabile Segreteria,

purtroppo devo disdire l’iscrizione al corso di fotografia che inizia l’11 marzo: il nuovo orario di lavoro non me lo permette più. È possibile riavere la quota di 45 €?

Cordiali saluti
Pietro Fumagalli`,
    },
  },
  {
    file: 'outlook-reply.eml',
    from: 'elena.ratti@example.net',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Elena Ratti', 'elena.ratti@example.net'],
      subject: '[2026-000131] Ricevuta quota associativa',
      groupId: 'cassa',
      text: `Buonasera,
la ricevuta è arrivata, ma manca il codice fiscale di mio figlio. Potete rifarla?
Elena Ratti`,
      quoted: /^_+\nDa: Associazione DBO[\s\S]*Luca Bianchi$/,
      token,
    },
  },
  {
    file: 'apple-mail-reply.eml',
    from: 'chiara.colombo@example.com',
    to: [`assistenza+${token.toLowerCase()}@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Chiara Colombo', 'chiara.colombo@example.com'],
      subject: "[2026-000118] Iscrizione gita a Crespi d'Adda",
      groupId: 'segreteria',
      text: `Perfetto, allora saremo in tre: io, mio marito e la bimba (6 anni).
A che ora è il ritrovo?

Chiara`,
      quoted: /^> Il giorno 5 mar 2026[\s\S]*Giulia Ferri$/,
      token: token.toLowerCase(),
    },
  },
  {
    file: 'thunderbird-interleaved.eml',
    from: 'giorgio.brambilla@example.org',
    to: plus,
    expected: {
      kind: 'incoming',
      contact: ['Giorgio Brambilla', 'giorgio.brambilla@example.org'],
      subject: '[2026-000140] Cambio indirizzo',
      text: `Il 06/03/26 17:40, Associazione DBO ha scritto:
> Gentile Giorgio, qual è il nuovo indirizzo?

Via Borgo Palazzo 12, Bergamo, dal 1º aprile. Vorrei che le circolari arrivassero lì.

> E il numero di telefono resta lo stesso?

Sì, quello non cambia.

Giorgio Brambilla`,
      token,
    },
  },
  {
    file: 'thunderbird-plain.eml',
    from: 'teresa.locatelli@example.org',
    to: [`volontari@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Teresa Locatelli', 't.locatelli@example.net'],
      subject: 'Disponibilità per i turni di marzo',
      groupId: 'volontari',
      text: `Ciao a tutti,
per marzo posso coprire il martedì pomeriggio e, se serve, anche un sabato mattina. Il giovedì invece no: accompagno mia madre in ospedale.

A presto
Teresa

--
Teresa Locatelli
tel. 035 000 11 22`,
    },
  },
  {
    file: 'iphone.eml',
    from: 'marco.pesenti@example.com',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Marco Pesenti', 'marco.pesenti@example.com'],
      subject: 'Gita di domenica',
      text: 'Buongiorno, domenica piove: la gita si fa lo stesso? Così avviso anche Niccolò.',
      quoted: /^Inviato da iPhone$/,
    },
  },
  {
    file: 'android-photo.eml',
    from: 'sofia.moretti@example.com',
    to: [`segreteria@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Sofia Moretti', 'sofia.moretti@example.com'],
      subject: 'Foto della tessera',
      groupId: 'segreteria',
      text: 'Ecco la foto della tessera vecchia, il numero non si legge più bene.',
      quoted: /^Inviato dal mio Galaxy$/,
      attachments: [['IMG_20260307_101754.jpg', 'image/jpeg']],
    },
  },
  {
    file: 'pdf-attached.eml',
    from: 'rosa.bonetti@example.net',
    to: [`segreteria@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['rosa.bonetti@example.net', 'rosa.bonetti@example.net'],
      subject: 'modulo di adesione compilato',
      groupId: 'segreteria',
      text: `Buongiorno,
il caricamento dall'area Soci si ferma a metà, quindi allego qui il modulo firmato e la schermata dell'errore.

Rosa Bonetti`,
      attachments: [
        ['Modulo adesione 2026.pdf', 'application/pdf'],
        ['errore.png', 'image/png'],
      ],
    },
  },
  {
    file: 'accents-utf-8-quoted-printable.eml',
    from: 'niccolo.damico@example.org',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Niccolò D’Amico', 'niccolo.damico@example.org'],
      subject: 'Perché la quota è più alta? Città e provincia, 50 €',
      groupId: 'cassa',
      text: `Perché quest'anno la quota è più alta? L'anno scorso pagai 40 €; ora sarà 50 €… Così non va: è già la terza volta che lo chiedo, però nessuno mi risponde.
Niccolò D’Amico 🙂`,
    },
  },
  {
    file: 'accents-iso-8859-1.eml',
    from: 'jose.munoz@example.com',
    to: [`didattica@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['José Muñoz', 'jose.munoz@example.com'],
      subject: "Corso di italiano: c'è posto?",
      groupId: 'didattica',
      text: `Buongiorno, vorrei sapere se c'è ancora posto al corso di italiano del lunedì.
Abito a Città Alta, però posso venire anche più tardi.
José Muñoz`,
    },
  },
  {
    file: 'accents-windows-1252.eml',
    from: 'contabilita@example.net',
    to: [`cassa@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Ufficio Contabilità', 'contabilita@example.net'],
      subject: 'Bonifico € 120,00 – “campo estivo”',
      groupId: 'cassa',
      text: `Buongiorno, abbiamo disposto il bonifico di € 120,00 per il “campo estivo” – causale: l’iscrizione di Niccolò.
Potete confermare l’arrivo? Così chiudiamo la pratica…`,
    },
  },
  {
    file: 'accents-iso-8859-15.eml',
    from: 'francois.berard@example.com',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['François Bérard', 'francois.berard@example.com'],
      subject: "Rimborso di 30 € per la lezione annullata dell'8 marzo, è possibile?",
      groupId: 'cassa',
      text: `La lezione dell'8 marzo è stata annullata: posso riavere i 30 € o usarli per la prossima?
François Bérard`,
    },
  },
  {
    file: 'rfc-2231-file-names.eml',
    from: 'lucia.zanetti@example.org',
    to: [`segreteria@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Lucia Zanetti', 'lucia.zanetti@example.org'],
      subject: "Documenti per l'adesione",
      groupId: 'segreteria',
      text: 'In allegato i due documenti richiesti.\nLucia Zanetti',
      attachments: [
        ['Dichiarazione di responsabilità e liberatoria – città di Bergamo.pdf', 'application/pdf'],
        ['città_.._mappa.png', 'image/png'],
      ],
    },
  },
];
