import { domain, type MailCase, token } from './mail-fixtures.ts';

const assistenza = [`assistenza@${domain}`];

/** Mail that is more than text: invitations, Outlook's winmail.dat, certified mail, pictures, proved senders. */
export const kindCases: readonly MailCase[] = [
  {
    file: 'calendar-invitation.eml',
    from: 'carla.vitali@example.org',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Carla Vitali', 'carla.vitali@example.org'],
      subject: 'Incontro per il bando',
      text: `Buongiorno, vi propongo di vederci sul bando.

Invito: Bando estivo, primo incontro
Quando: martedì 24 marzo 2026, 10:30–12:00
Dove: Sede, via Tasso 1
Da: carla.vitali@example.org`,
      attachments: [['invito.ics', 'text/calendar']],
    },
  },
  {
    file: 'calendar-answer.eml',
    from: 'anna.galli@example.com',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Anna Galli', 'anna.galli@example.com'],
      subject: 'Accettato: Associazione DBO 2026-000124',
      text: "Risposta all'invito: Associazione DBO 2026-000124 (accettato)\nQuando: giovedì 2 aprile 2026, 17:30–18:00",
      attachments: [['allegato.ics', 'text/calendar']],
      token,
    },
  },
  {
    file: 'winmail.eml',
    from: 'giorgio.nava@example.com',
    to: [`cassa@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Giorgio Nava', 'giorgio.nava@example.com'],
      subject: 'Ricevuta',
      groupId: 'cassa',
      text: 'Buongiorno,\nallego la ricevuta della quota e l’elenco degli iscritti.\nGiorgio Più',
      attachments: [
        ['Ricevuta quota Più.pdf', 'application/pdf'],
        ['iscritti.csv', 'text/csv'],
      ],
    },
  },
  {
    file: 'winmail-rich-text.eml',
    from: 'giorgio.nava@example.com',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Giorgio Nava', 'giorgio.nava@example.com'],
      subject: "Accesso all'area Soci",
      text: 'Buongiorno,\nnon riesco più ad aprire l’area Soci: la quota è pagata (25 €).\nPerché chiede la password?\nGrazie\nGiorgio Nava',
    },
  },
  {
    file: 'winmail-cut-off.eml',
    from: 'giorgio.nava@example.com',
    to: [`cassa@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Giorgio Nava', 'giorgio.nava@example.com'],
      subject: 'Ricevuta',
      groupId: 'cassa',
      text: 'Vedi allegato.',
      refusedAttachments: ['winmail'],
    },
  },
  {
    file: 'certified-envelope.eml',
    from: 'posta-certificata@provider.example',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Mario Bianchi', 'mario.bianchi@pec.example'],
      subject: 'Recesso da socio',
      text: 'Con la presente comunico il recesso; la tessera è già restituita.',
      attachments: [['recesso.pdf', 'application/pdf']],
      certified: 'claimed',
    },
  },
  {
    file: 'certified-anomaly.eml',
    from: 'posta-certificata@provider.example',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Luca Sala', 'luca.sala@example.com'],
      subject: 'Orari della sede',
      text: 'Buongiorno, quando è aperta la sede?',
    },
  },
  ...['certified-accepted.eml', 'certified-delivered.eml'].map((file) => ({
    file,
    from: 'posta-certificata@provider.example',
    to: assistenza,
    expected: { kind: 'refused' as const, reason: 'receipt', answer: /^250 / },
  })),
  {
    file: 'certified-failed.eml',
    from: 'posta-certificata@provider.example',
    to: assistenza,
    expected: { kind: 'bounce' },
  },
  {
    file: 'inline-picture.eml',
    from: 'sonia.ferri@example.net',
    to: [`telematici@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Sonia Ferri', 'sonia.ferri@example.net'],
      subject: "Schermata dell'errore",
      groupId: 'telematici',
      text: 'Ecco che cosa vedo:\n\n\nChe cosa devo fare? È urgente.',
      attachments: [['Schermata 1.png', 'image/png']],
    },
  },
  {
    file: 'authenticated.eml',
    from: 'elena.riva@example.com',
    to: [`segreteria@${domain}`],
    expected: {
      kind: 'incoming',
      contact: ['Elena Riva', 'elena.riva@example.com'],
      subject: 'Iscrizione al corso [2026-000200]',
      groupId: 'segreteria',
      text: 'Ci sono novità?',
      verified: true,
    },
  },
  {
    file: 'charset-said-wrong.eml',
    from: 'nadia.pini@example.com',
    to: assistenza,
    expected: {
      kind: 'incoming',
      contact: ['Nadia Pini', 'nadia.pini@example.com'],
      subject: 'Città e perché',
      text: 'Perché la pagina dice «città non trovata»? Costa 5 €.',
    },
  },
];
