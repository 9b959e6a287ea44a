import { type DemoFile, pdfPage, picture, recording } from './files.ts';

interface Arrival {
  /** How long ago it came. */
  readonly minutesAgo: number;
  readonly files?: readonly DemoFile[];
}

export interface DemoMail extends Arrival {
  readonly door: 'mail';
  readonly name: string;
  readonly from: string;
  /** Part before the @ of the association's address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** As mail programs lay it out, beside the text. */
  readonly html?: string;
  /** An answer to our acknowledgement: goes to the address that it offered. */
  readonly isAnswer?: true;
}

export interface DemoForm extends Arrival {
  readonly door: 'portal';
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly group: string;
  readonly subject: string;
  readonly text: string;
}

export interface DemoCall extends Arrival {
  readonly door: 'switchboard';
  readonly subject: string;
  readonly seconds: number;
}

export type DemoItem = DemoMail | DemoForm | DemoCall;

const call = (minutesAgo: number, subject: string, seconds: number): DemoCall => ({
  door: 'switchboard',
  minutesAgo,
  subject,
  seconds,
  files: [recording(`messaggio-${minutesAgo}.wav`, seconds)],
});

const laidOut = (body: string): string =>
  `<!doctype html><html><body style="font-family: Georgia, serif; font-size: 15px">${body}</body></html>`;

/** A morning at the association, oldest first. Everybody in it is invented. */
export const morning: readonly DemoItem[] = [
  {
    door: 'mail',
    minutesAgo: 236,
    name: 'Anna Galli',
    from: 'anna.galli@example.com',
    to: 'assistenza',
    subject: "Non riesco ad accedere all'area Soci",
    text: `Buongiorno,

da ieri sera non riesco più ad accedere all'area Soci: il sito risponde «utente non riconosciuto» anche dopo che ho usato il link di recupero dalla pagina di accesso. Ho provato sia dal computer sia dal telefono.

Non è urgente, ma vorrei iscrivermi alla gita del 21 e i posti sono pochi.

Grazie mille
Anna Galli`,
  },
  call(229, 'Messaggio vocale da "Bruna Invernizzi" 035 000 11 22 (tasto 3)', 4),
  {
    door: 'portal',
    minutesAgo: 224,
    name: 'Chiara Colombo',
    email: 'chiara.colombo@example.com',
    phone: '333 000 44 55',
    group: 'segreteria',
    subject: "Iscrizione alla gita a Crespi d'Adda",
    text: `Buongiorno, vorrei iscrivere me, mio marito e nostra figlia (6 anni) alla gita di domenica a Crespi d'Adda.
Dall'Agenda riesco ad aggiungere una persona sola: come devo fare per le altre due?`,
  },
  {
    door: 'mail',
    minutesAgo: 211,
    name: 'Pietro Fumagalli',
    from: 'pietro.fumagalli@example.org',
    to: 'segreteria',
    subject: 'Disdetta corso di fotografia',
    text: `Spettabile Segreteria,

purtroppo devo disdire l'iscrizione al corso di fotografia che comincia l'11: con il nuovo orario di lavoro non riesco a esserci. È possibile riavere la quota di 45 €, o tenerla per un altro corso?

Cordiali saluti
Pietro Fumagalli`,
  },
  {
    door: 'mail',
    minutesAgo: 203,
    name: 'Rosa Bonetti',
    from: 'rosa.bonetti@example.net',
    to: 'segreteria',
    subject: 'Modulo di adesione compilato',
    text: `Buongiorno,

il caricamento dall'area Soci si ferma a metà, quindi allego qui il modulo di adesione firmato e una foto di quello che vedo sullo schermo.

Rosa Bonetti`,
    files: [
      pdfPage('Modulo adesione 2026.pdf', [
        'Modulo di adesione 2026',
        'Associazione DBO - Bergamo',
        '',
        'Rosa Bonetti',
        'Attivita: coro e passeggiate',
      ]),
      picture('schermata.png'),
    ],
  },
  {
    door: 'portal',
    minutesAgo: 194,
    name: 'Irene Valsecchi',
    email: 'irene.valsecchi@example.net',
    group: 'telematici',
    subject: 'Il certificato medico non si carica',
    text: `Provo da tre giorni a caricare il certificato medico di mio figlio (PDF, 3 MB) in «Area caricamento file»: la barra arriva in fondo e poi compare una pagina bianca. La scadenza è venerdì.
Allego la schermata.`,
    files: [picture('errore caricamento.png', 280, 180)],
  },
  {
    door: 'mail',
    minutesAgo: 186,
    name: "Niccolò D'Amico",
    from: 'niccolo.damico@example.org',
    to: 'cassa',
    subject: 'Perché la quota è più alta?',
    text: `Buongiorno,
l'anno scorso ho pagato 40 €, adesso il sito me ne chiede 50. È cambiata la quota o c'è un errore? È la seconda volta che lo chiedo, la prima mi avevano detto «le faccio sapere».

Niccolò D'Amico`,
    html: laidOut(`<p>Buongiorno,</p>
<p>l’anno scorso ho pagato <b>40 €</b>, adesso il sito me ne chiede <b>50</b>. È cambiata la quota o c’è un errore?</p>
<table border="1" cellpadding="6" cellspacing="0"><tr><th>Anno</th><th>Quota</th></tr>
<tr><td>2025</td><td>40 €</td></tr><tr><td>2026</td><td>50 €</td></tr></table>
<p>È la seconda volta che lo chiedo, la prima mi avevano detto «le faccio sapere».</p>
<p>Niccolò D’Amico</p>
<p><img src="https://firma.example/logo.png" alt="" width="120" height="40"></p>`),
  },
  {
    door: 'mail',
    minutesAgo: 171,
    name: 'Teresa Locatelli',
    from: 'teresa.locatelli@example.org',
    to: 'volontari',
    subject: 'Disponibilità per i turni del mese',
    text: `Ciao a tutti,

questo mese posso coprire il martedì pomeriggio e, se serve, anche un sabato mattina. Il giovedì invece no.
Se Carla ha già fatto il calendario, ditemi solo dove mi ha messa.

A presto
Teresa`,
  },
  {
    door: 'portal',
    minutesAgo: 163,
    name: 'Paolo Gritti',
    email: 'paolo.gritti@example.com',
    phone: '035 000 66 77',
    group: 'cassa',
    subject: 'Quota pagata due volte',
    text: `Ho pagato la quota del 2026 con la carta, il sito ha dato errore e allora ho fatto il bonifico. Adesso vedo tutti e due gli addebiti. Allego la ricevuta del bonifico: potete restituirmi i 50 € della carta?`,
    files: [
      pdfPage('ricevuta bonifico.pdf', [
        'Ricevuta di bonifico',
        'Ordinante: Paolo Gritti',
        'Beneficiario: Associazione DBO',
        'Importo: 50,00 EUR',
      ]),
    ],
  },
  call(152, 'Messaggio vocale da 333 000 88 99 (tasto 8)', 6),
  {
    door: 'mail',
    minutesAgo: 144,
    name: 'Elena Ratti',
    from: 'elena.ratti@example.net',
    to: 'assistenza',
    subject: 'Una cosa che riguarda mio figlio',
    text: `Buongiorno,

non so se questo è il posto giusto. Vi confido che in casa è un periodo difficile: mio marito ha perso il lavoro e Tommaso, da quando sono cominciate le discussioni, non vuole più venire ai laboratori del sabato. Vorrei parlarne con qualcuno di voi che lo conosce, ma preferirei non scrivere altro qui.

Elena`,
  },
  {
    door: 'mail',
    minutesAgo: 131,
    name: "Sarah O'Neill",
    from: 'sarah.oneill@example.com',
    to: 'didattica',
    subject: 'Italian course for beginners',
    text: `Hello,

I moved to Bergamo last month and a neighbour told me about your Italian course. Is there still a place in the beginners' group, and can I come to one lesson before I decide? Evenings are best for me.

Kind regards,
Sarah O'Neill`,
  },
  {
    door: 'portal',
    minutesAgo: 124,
    name: 'José Muñoz',
    email: 'jose.munoz@example.com',
    group: 'telematici',
    subject: 'Cambiare indirizzo e-mail',
    text: `Ho cambiato lavoro e la vecchia casella di posta si chiude a fine mese. In «Dati e Privacy» cambio l'indirizzo, ma la conferma continua ad arrivare su quella vecchia. Potete modificarlo voi? Quello nuovo è quello con cui scrivo.`,
  },
  {
    door: 'mail',
    minutesAgo: 112,
    name: 'Marta Cattaneo',
    from: 'marta.cattaneo@example.com',
    to: 'assistenza',
    subject: 'Grazie!',
    text: `Volevo solo ringraziare chi mi ha aiutata la settimana scorsa con la tessera di mia madre: gentile, paziente, e mi ha richiamata quando aveva promesso. Non capita spesso.

Marta Cattaneo`,
  },
  {
    door: 'mail',
    minutesAgo: 101,
    name: 'Sofia Moretti',
    from: 'sofia.moretti@example.com',
    to: 'segreteria',
    subject: 'Foto della tessera',
    text: `Ecco la foto della tessera vecchia, il numero non si legge più bene. Mi serve il duplicato per l'ingresso di sabato.

Inviato da iPhone`,
    files: [picture('IMG_2041.png', 240, 160)],
  },
  {
    door: 'portal',
    minutesAgo: 93,
    name: 'Lucia Zanetti',
    email: 'lucia.zanetti@example.org',
    group: 'didattica',
    subject: 'Orari del corso di italiano',
    text: `Buongiorno, sul sito il corso di italiano del lunedì è alle 18, sul volantino alle 18:30. Qual è l'orario giusto? Accompagno una signora che viene con l'autobus.`,
  },
  {
    door: 'mail',
    minutesAgo: 82,
    name: 'François Bérard',
    from: 'francois.berard@example.com',
    to: 'cassa',
    subject: "Rimborso per la lezione annullata dell'8",
    text: `Buongiorno,
la lezione di disegno dell'8 è stata annullata la mattina stessa. Posso riavere i 30 €, o usarli per la prossima?

François Bérard`,
  },
  {
    door: 'mail',
    minutesAgo: 71,
    name: 'Marco Pesenti',
    from: 'marco.pesenti@example.com',
    to: 'assistenza',
    subject: 'URGENTE!!! Gita di domenica',
    text: `Domenica danno pioggia: la gita si fa lo stesso? Devo avvisare anche gli altri due della macchina.

Inviato da iPhone`,
  },
  call(64, 'Messaggio vocale (tasto 3)', 3),
  {
    door: 'portal',
    minutesAgo: 52,
    name: 'Bruno Carminati',
    email: 'bruno.carminati@example.net',
    phone: '333 000 12 34',
    group: 'volontari',
    subject: 'Vorrei dare una mano',
    text: `Sono in pensione da gennaio e ho due mattine libere alla settimana. Ho fatto l'elettricista per quarant'anni. A chi mi presento?`,
  },
  {
    door: 'mail',
    minutesAgo: 41,
    name: 'Giorgio Brambilla',
    from: 'giorgio.brambilla@example.org',
    to: 'telematici',
    subject: 'Nuovo indirizzo di casa',
    text: `Dal primo del mese abito in via Borgo Palazzo 12. Nell'area Soci ho cambiato l'indirizzo, ma la circolare è arrivata ancora in via Pignolo. È una cosa che dovete aggiornare voi?

Giorgio Brambilla
035 000 33 44`,
  },
  {
    door: 'mail',
    minutesAgo: 29,
    name: 'Davide Carrara',
    from: 'davide.carrara@example.org',
    to: 'didattica',
    subject: 'Attestato del corso di primo soccorso',
    text: `Buongiorno, al lavoro mi chiedono entro venerdì l'attestato del corso di primo soccorso dell'autunno. Nell'area Soci non lo trovo: me lo potete mandare in PDF?

Grazie, Davide Carrara`,
  },
  {
    door: 'portal',
    minutesAgo: 17,
    name: 'Federica Nava',
    email: 'federica.nava@example.com',
    group: '',
    subject: 'Tessera smarrita',
    text: 'Ho perso la tessera, probabilmente alla festa di sabato. Se qualcuno l’ha portata in sede passo a prenderla, altrimenti come chiedo il duplicato?',
  },
  {
    door: 'mail',
    minutesAgo: 9,
    name: 'Anna Galli',
    from: 'anna.galli@example.com',
    to: 'assistenza',
    isAnswer: true,
    subject: "Re: Non riesco ad accedere all'area Soci",
    text: `Buongiorno, scusate se insisto: ho riprovato adesso ed è ancora uguale. Per la gita i posti rimasti sono quattro…

Anna`,
  },
];
