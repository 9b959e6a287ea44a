import type { AddressForm, CannedReply } from '../shared/model/directory.ts';
import { type About, type Paragraphs, shippedReply } from './seed-canned-reply.ts';

/** One thing, said with Lei and with tu; the second has `-tu` behind its shortcut. */
const italian = (shortcut: string, about: About, said: Readonly<Record<AddressForm, Paragraphs>>): CannedReply[] => [
  shippedReply('lei', shortcut, { ...about, paragraphs: said.lei }),
  shippedReply('tu', `${shortcut}-tu`, { ...about, paragraphs: said.tu }),
];

const access: readonly CannedReply[] = [
  ...italian(
    'accesso',
    { title: 'Non riesce ad accedere al sito', groupId: 'telematici' },
    {
      lei: [
        'per rientrare nell’area Soci può usare il collegamento «Password dimenticata» nella pagina di accesso: riceverà un messaggio con le istruzioni. Controlli anche la cartella della posta indesiderata.',
        'Se il messaggio non arriva entro un’ora, risponda a questa mail (pratica {{case.number}}) indicando l’indirizzo con cui si è iscritto o iscritta: verificheremo noi. Per la Sua sicurezza non ci invii mai la password.',
      ],
      tu: [
        'per rientrare nell’area Soci puoi usare il collegamento «Password dimenticata» nella pagina di accesso: riceverai un messaggio con le istruzioni. Controlla anche la cartella della posta indesiderata.',
        'Se il messaggio non arriva entro un’ora, rispondi a questa mail (pratica {{case.number}}) indicando l’indirizzo con cui ti sei iscritto o iscritta: verifichiamo noi. Per la tua sicurezza non mandarci mai la password.',
      ],
    },
  ),
  ...italian(
    'accesso-urgente',
    { title: 'Non riesce ad accedere al sito (urgente)', groupId: 'telematici' },
    {
      lei: [
        'ho preso in carico la Sua richiesta sull’accesso al sito e la sto seguendo adesso (pratica {{case.number}}).',
        'Se ha bisogno di entrare subito, chiami il centralino e prema il tasto 8, Servizi telematici: La aiuteremo al telefono. Per la Sua sicurezza non ci comunichi la password, nemmeno a voce.',
      ],
      tu: [
        'ho preso in carico la tua richiesta sull’accesso al sito e la sto seguendo adesso (pratica {{case.number}}).',
        'Se hai bisogno di entrare subito, chiama il centralino e premi il tasto 8, Servizi telematici: ti aiutiamo al telefono. Per la tua sicurezza non dirci la password, nemmeno a voce.',
      ],
    },
  ),
];

const activity: readonly CannedReply[] = [
  ...italian(
    'adesione',
    { title: 'Dare o disdire un’adesione', groupId: 'segreteria' },
    {
      lei: [
        'per iscriversi a un’attività, o per disdire, apra l’area Soci, scelga Agenda, selezioni l’evento e prema «Iscrizione» oppure «Elimina iscrizione».',
        'Se il sito non glielo permette, risponda a questa mail indicando l’attività e la data: provvederemo noi e Le daremo conferma (pratica {{case.number}}).',
      ],
      tu: [
        'per iscriverti a un’attività, o per disdire, apri l’area Soci, scegli Agenda, seleziona l’evento e premi «Iscrizione» oppure «Elimina iscrizione».',
        'Se il sito non te lo permette, rispondi a questa mail indicando l’attività e la data: ci pensiamo noi e ti diamo conferma (pratica {{case.number}}).',
      ],
    },
  ),
  ...italian(
    'adesione-urgente',
    { title: 'Dare o disdire un’adesione (urgente)', groupId: 'segreteria' },
    {
      lei: [
        'ho visto la Sua richiesta e la sto registrando (pratica {{case.number}}); riceverà una conferma appena fatto.',
        'Se l’attività comincia oggi o domani, chiami anche il centralino e prema il tasto 3, Segreteria. Se non risponde nessuno, lasci un messaggio: viene sempre ascoltato.',
      ],
      tu: [
        'ho visto la tua richiesta e la sto registrando (pratica {{case.number}}); riceverai una conferma appena fatto.',
        'Se l’attività comincia oggi o domani, chiama anche il centralino e premi il tasto 3, Segreteria. Se non risponde nessuno, lascia un messaggio: viene sempre ascoltato.',
      ],
    },
  ),
];

const documents: readonly CannedReply[] = [
  ...italian(
    'documento',
    { title: 'Un documento non si carica', groupId: 'segreteria' },
    {
      lei: [
        'i documenti si inviano dall’area Soci, Strumenti, Area caricamento file. Vanno bene PDF e immagini fino a 25 MB: basta una fotografia leggibile fatta con il telefono.',
        'Se il caricamento non riesce, può allegare il documento rispondendo a questa mail (pratica {{case.number}}). Se non ha modo di scansionarlo, possiamo fissare un appuntamento per la consegna in Segreteria.',
      ],
      tu: [
        'i documenti si inviano dall’area Soci, Strumenti, Area caricamento file. Vanno bene PDF e immagini fino a 25 MB: basta una fotografia leggibile fatta con il telefono.',
        'Se il caricamento non riesce, puoi allegare il documento rispondendo a questa mail (pratica {{case.number}}). Se non hai modo di scansionarlo, possiamo fissare un appuntamento per la consegna in Segreteria.',
      ],
    },
  ),
  ...italian(
    'documento-urgente',
    { title: 'Un documento non si carica (urgente)', groupId: 'segreteria' },
    {
      lei: [
        'per non perdere la scadenza può rispondere subito a questa mail allegando il documento, anche come fotografia leggibile (pratica {{case.number}}): Le confermo appena l’ho visto.',
        'Se preferisce consegnarlo di persona, mi indichi due orari in cui può passare in Segreteria e Le confermo l’appuntamento.',
      ],
      tu: [
        'per non perdere la scadenza puoi rispondere subito a questa mail allegando il documento, anche come fotografia leggibile (pratica {{case.number}}): ti confermo appena l’ho visto.',
        'Se preferisci consegnarlo di persona, indicami due orari in cui puoi passare in Segreteria e ti confermo l’appuntamento.',
      ],
    },
  ),
];

const address: readonly CannedReply[] = [
  ...italian(
    'indirizzo-mail',
    { title: 'Cambiare l’indirizzo e-mail', groupId: 'telematici' },
    {
      lei: [
        'l’indirizzo a cui riceve le nostre comunicazioni si cambia dall’area Soci, Strumenti, Dati e Privacy. Dopo la modifica riceverà un messaggio di conferma al nuovo indirizzo.',
        'Se non riesce a entrare nell’area Soci, risponda a questa mail (pratica {{case.number}}): La contatteremo ai recapiti che abbiamo già, per essere certi di parlare con Lei.',
      ],
      tu: [
        'l’indirizzo a cui ricevi le nostre comunicazioni si cambia dall’area Soci, Strumenti, Dati e Privacy. Dopo la modifica riceverai un messaggio di conferma al nuovo indirizzo.',
        'Se non riesci a entrare nell’area Soci, rispondi a questa mail (pratica {{case.number}}): ti contatteremo ai recapiti che abbiamo già, per essere certi di parlare con te.',
      ],
    },
  ),
  ...italian(
    'indirizzo-mail-urgente',
    { title: 'Cambiare l’indirizzo e-mail (urgente)', groupId: 'telematici' },
    {
      lei: [
        'ho preso in carico la richiesta di modifica del Suo indirizzo e-mail (pratica {{case.number}}).',
        'Se aspetta una comunicazione importante, chiami il centralino e prema il tasto 8, Servizi telematici: dopo una verifica aggiorneremo l’indirizzo mentre è al telefono.',
      ],
      tu: [
        'ho preso in carico la richiesta di modifica del tuo indirizzo e-mail (pratica {{case.number}}).',
        'Se aspetti una comunicazione importante, chiama il centralino e premi il tasto 8, Servizi telematici: dopo una verifica aggiorniamo l’indirizzo mentre sei al telefono.',
      ],
    },
  ),
];

const everyDay: readonly CannedReply[] = [
  ...italian(
    'appuntamento',
    { title: 'Proporre un appuntamento', groupId: null },
    {
      lei: [
        'di questo è meglio parlare di persona, con calma, in un appuntamento: è il modo giusto per garantirLe la riservatezza che merita. Non occorre che ci scriva altri particolari.',
        'Qui può scegliere il giorno e l’ora che preferisce, e cambiarli se serve (pratica {{case.number}}):\n{{appointment.link}}',
      ],
      tu: [
        'di questo è meglio parlare di persona, con calma, in un appuntamento: è il modo giusto per garantirti la riservatezza che meriti. Non occorre che ci scriva altri particolari.',
        'Qui puoi scegliere il giorno e l’ora che preferisci, e cambiarli se serve (pratica {{case.number}}):\n{{appointment.link}}',
      ],
    },
  ),
  ...italian(
    'ricevuta',
    { title: 'Confermare di avere ricevuto', groupId: null },
    {
      lei: [
        'La ringrazio: ho ricevuto quanto ci ha inviato e l’ho aggiunto alla pratica {{case.number}}. Le scrivo appena ci sono novità.',
      ],
      tu: [
        'grazie: ho ricevuto quanto ci hai inviato e l’ho aggiunto alla pratica {{case.number}}. Ti scrivo appena ci sono novità.',
      ],
    },
  ),
  ...italian(
    'passaggio',
    { title: 'Avvisare che segue un’altra persona', groupId: null },
    {
      lei: [
        'per risponderLe al meglio ho affidato la pratica {{case.number}} a chi nell’associazione se ne occupa direttamente. Non deve fare nulla né ripetere quanto ci ha già scritto: riceverà la risposta a questo indirizzo.',
      ],
      tu: [
        'per risponderti al meglio ho affidato la pratica {{case.number}} a chi nell’associazione se ne occupa direttamente. Non devi fare nulla né ripetere quanto ci hai già scritto: riceverai la risposta a questo indirizzo.',
      ],
    },
  ),
  ...italian(
    'mancano-dati',
    { title: 'Chiedere un’informazione che manca', groupId: null },
    {
      lei: [
        'per procedere con la pratica {{case.number}} ci serve ancora un’informazione. Può rispondere direttamente a questa mail.',
        'Le chiedo di non inviare dati che non servono, come documenti di identità o coordinate bancarie, se non glieli chiediamo espressamente.',
      ],
      tu: [
        'per procedere con la pratica {{case.number}} ci serve ancora un’informazione. Puoi rispondere direttamente a questa mail.',
        'Ti chiedo di non inviare dati che non servono, come documenti di identità o coordinate bancarie, se non te li chiediamo espressamente.',
      ],
    },
  ),
  ...italian(
    'chiusura',
    { title: 'Chiudere la pratica', groupId: null },
    {
      lei: [
        'mi risulta che la Sua richiesta sia stata risolta, perciò chiudo la pratica {{case.number}}. Se qualcosa non fosse a posto basta rispondere a questa mail entro 30 giorni: la riapriamo e La segue la stessa persona.',
      ],
      tu: [
        'mi risulta che la tua richiesta sia stata risolta, perciò chiudo la pratica {{case.number}}. Se qualcosa non fosse a posto basta rispondere a questa mail entro 30 giorni: la riapriamo e ti segue la stessa persona.',
      ],
    },
  ),
];

export const italianReplies: readonly CannedReply[] = [...access, ...activity, ...documents, ...address, ...everyDay];
