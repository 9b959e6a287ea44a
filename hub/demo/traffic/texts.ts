/** What people write to the association, of the kinds that it knows. All of them are invented. */
export interface Topic {
  readonly subject: string;
  readonly text: string;
  /** A group of the form and of the bubble. */
  readonly group: string;
  readonly file?: 'pdf' | 'picture';
}

export const topics: readonly [Topic, ...Topic[]] = [
  {
    subject: 'Non riesco ad accedere al sito',
    text: 'Buongiorno, da ieri il sito non mi fa entrare nell’area Soci: dice «utente non riconosciuto». Ho usato il link di recupero, ma la e-mail non arriva. Non è urgente.',
    group: 'telematici',
    file: 'picture',
  },
  {
    subject: 'Adesione alla gita di sabato',
    text: 'Buongiorno, vorrei iscrivermi alla gita di sabato ma il pulsante ISCRIZIONE è grigio. Siamo in due. C’è ancora posto?',
    group: 'segreteria',
  },
  {
    subject: 'Disdetta della mia adesione',
    text: 'Buonasera, non riesco a eliminare l’iscrizione alla cena sociale dall’agenda. Potete farlo voi? Grazie.',
    group: 'segreteria',
  },
  {
    subject: 'Il modulo non si carica',
    text: 'Ho provato tre volte a caricare il modulo nell’Area caricamento file, sia dal computer sia dal cellulare: si ferma al 90%. Lo allego qui.',
    group: 'telematici',
    file: 'pdf',
  },
  {
    subject: 'Cambio dell’indirizzo e-mail',
    text: 'Vorrei ricevere le comunicazioni su un altro indirizzo. In Dati&Privacy la modifica resta «in attesa» da una settimana.',
    group: 'telematici',
  },
  {
    subject: 'Ricevuta della quota annuale',
    text: 'Buongiorno, ho versato la quota con un bonifico il 3 del mese e la ricevuta non si trova nell’area Soci. Allego la contabile.',
    group: 'cassa',
    file: 'pdf',
  },
  {
    subject: 'Orari del corso di inglese',
    text: 'Il corso di inglese del giovedì comincia alle 18 o alle 18.30? Sul calendario ci sono tutti e due gli orari.',
    group: 'didattica',
  },
  {
    subject: 'Attestato del laboratorio',
    text: 'Ho finito il laboratorio di ceramica a maggio: quando posso ritirare l’attestato?',
    group: 'didattica',
  },
  {
    subject: 'Disponibilità per il turno di domenica',
    text: 'Ciao a tutti, domenica posso coprire il turno della mattina al banco, ma non quello del pomeriggio.',
    group: 'volontari',
  },
  {
    subject: 'URGENTE! Tessera da rinnovare',
    text: 'La tessera scade venerdì e il rinnovo dal sito non parte. Come faccio? Passo io in Segreteria se serve.',
    group: 'segreteria',
  },
  {
    subject: 'Pagamento doppio',
    text: 'Per errore ho pagato due volte l’attività di ballo. È possibile avere il rimborso, o tenerlo per il mese prossimo?',
    group: 'cassa',
  },
  {
    subject: 'Chi contatto per la sala?',
    text: 'Vorremmo usare la sala grande per una riunione del gruppo lettura, un martedì sera. A chi devo chiedere?',
    group: 'segreteria',
  },
];

export const chats: readonly [readonly [string, ...string[]], ...(readonly [string, ...string[]])[]] = [
  ['Buongiorno, c’è qualcuno?', 'Vorrei sapere se sabato la Segreteria è aperta.'],
  ['Salve, non trovo dove si disdice un’attività', 'È quella di giovedì sera', 'Grazie!'],
  ['Il sito dal telefono si vede a metà', 'Succede solo nella pagina dell’agenda'],
  ['Mi può passare qualcuno della Didattica?'],
  ['Buongiorno, a che punto è il mio rimborso?', 'L’ho chiesto due settimane fa'],
];

export const names: readonly [string, ...string[]] = [
  'Anna Galli',
  'Bruno Locatelli',
  'Carla Bonetti',
  'Dario Pesenti',
  'Elena Rota',
  'Franco Zanchi',
  'Giada Mazzoleni',
  'Ivan Carrara',
  'Laura Tironi',
  'Marco Belotti',
  'Nadia Cortinovis',
  'Paolo Signorelli',
  'Rita Moretti',
  'Sergio Ghilardi',
  'Teresa Brembilla',
  'Ugo Milesi',
  'Valeria Nava',
  'Walter Arrigoni',
];
