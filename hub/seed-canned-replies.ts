import type { CannedReply } from '../shared/model/directory.ts';

interface About {
  readonly title: string;
  readonly groupId: string | null;
}

const italian = (shortcut: string, about: About, ...paragraphs: readonly string[]): CannedReply => ({
  id: `${shortcut}-it`,
  shortcut,
  lang: 'it',
  ...about,
  text: ['Gentile {{contact.firstName}},', ...paragraphs, signed('Un cordiale saluto')].join('\n\n'),
});

const english = (shortcut: string, about: About, ...paragraphs: readonly string[]): CannedReply => ({
  id: `${shortcut}-en`,
  shortcut,
  lang: 'en',
  ...about,
  text: ['Dear {{contact.firstName}},', ...paragraphs, signed('Kind regards')].join('\n\n'),
});

const signed = (closing: string): string => `${closing}\n{{operator.name}}\n{{association.name}}`;

/** The four cases that people write about most, urgent or not, and what every volunteer has to say often. */
export const cannedReplies: readonly CannedReply[] = [
  italian(
    'accesso',
    { title: 'Non riesce ad accedere al sito', groupId: 'telematici' },
    'per rientrare nell’area Soci può usare il collegamento «Password dimenticata» nella pagina di accesso: riceverà un messaggio con le istruzioni. Controlli anche la cartella della posta indesiderata.',
    'Se il messaggio non arriva entro un’ora, risponda a questa mail (pratica {{case.number}}) indicando l’indirizzo con cui si è iscritto o iscritta: verificheremo noi. Per la Sua sicurezza non ci invii mai la password.',
  ),
  italian(
    'accesso-urgente',
    { title: 'Non riesce ad accedere al sito (urgente)', groupId: 'telematici' },
    'ho preso in carico la Sua richiesta sull’accesso al sito e la sto seguendo adesso (pratica {{case.number}}).',
    'Se ha bisogno di entrare subito, chiami il centralino e prema il tasto 8, Servizi telematici: la aiuteremo al telefono. Per la Sua sicurezza non ci comunichi la password, nemmeno a voce.',
  ),
  italian(
    'adesione',
    { title: 'Dare o disdire un’adesione', groupId: 'segreteria' },
    'per iscriversi a un’attività, o per disdire, apra l’area Soci, scelga Agenda, selezioni l’evento e prema «Iscrizione» oppure «Elimina iscrizione».',
    'Se il sistema non glielo permette, risponda a questa mail indicando l’attività e la data: provvederemo noi e Le daremo conferma (pratica {{case.number}}).',
  ),
  italian(
    'adesione-urgente',
    { title: 'Dare o disdire un’adesione (urgente)', groupId: 'segreteria' },
    'ho visto la Sua richiesta e la sto registrando (pratica {{case.number}}); riceverà una conferma appena fatto.',
    'Se l’attività comincia oggi o domani, chiami anche il centralino e prema il tasto 3, Segreteria; se non risponde nessuno lasci un messaggio: viene sempre ascoltato.',
  ),
  italian(
    'documento',
    { title: 'Un documento non si carica', groupId: 'segreteria' },
    'i documenti si inviano dall’area Soci, Strumenti, Area caricamento file. Sono accettati PDF e immagini fino a 25 MB: una fotografia leggibile fatta con il telefono va bene.',
    'Se il caricamento non riesce, può allegare il documento rispondendo a questa mail (pratica {{case.number}}). Se non ha modo di scansionarlo, possiamo fissare un appuntamento per la consegna in Segreteria.',
  ),
  italian(
    'documento-urgente',
    { title: 'Un documento non si carica (urgente)', groupId: 'segreteria' },
    'per non perdere la scadenza può rispondere subito a questa mail allegando il documento, anche come fotografia leggibile: vale la data di invio (pratica {{case.number}}).',
    'Se preferisce consegnarlo di persona, mi indichi due orari in cui può passare in Segreteria e Le confermo l’appuntamento.',
  ),
  italian(
    'indirizzo-mail',
    { title: 'Cambiare l’indirizzo e-mail', groupId: 'telematici' },
    'l’indirizzo a cui riceve le nostre comunicazioni si cambia dall’area Soci, Strumenti, Dati e Privacy. Dopo la modifica riceverà un messaggio di conferma al nuovo indirizzo.',
    'Se non riesce a entrare nell’area Soci, risponda a questa mail (pratica {{case.number}}): La contatteremo ai recapiti che abbiamo già, per essere certi di parlare con Lei.',
  ),
  italian(
    'indirizzo-mail-urgente',
    { title: 'Cambiare l’indirizzo e-mail (urgente)', groupId: 'telematici' },
    'ho preso in carico la richiesta di modifica del Suo indirizzo e-mail (pratica {{case.number}}).',
    'Se aspetta una comunicazione importante, chiami il centralino e prema il tasto 8, Servizi telematici: dopo una verifica aggiorneremo l’indirizzo mentre è al telefono.',
  ),
  italian(
    'appuntamento',
    { title: 'Proporre un appuntamento', groupId: null },
    'di questo è meglio parlare di persona, con calma, in un appuntamento: è il modo giusto per garantirLe la riservatezza che merita. Non occorre che ci scriva altri particolari.',
    'Qui può scegliere il giorno e l’ora che preferisce, e se serve cambiarli (pratica {{case.number}}):\n{{appointment.link}}',
  ),
  italian(
    'ricevuta',
    { title: 'Confermare di avere ricevuto', groupId: null },
    'La ringrazio: ho ricevuto quanto ci ha inviato e l’ho aggiunto alla pratica {{case.number}}. Le scrivo appena ci sono novità.',
  ),
  italian(
    'passaggio',
    { title: 'Avvisare che segue un’altra persona', groupId: null },
    'per risponderLe al meglio ho affidato la pratica {{case.number}} a chi nell’associazione se ne occupa direttamente. Non deve fare nulla né ripetere quanto ci ha già scritto: riceverà la risposta a questo indirizzo.',
  ),
  italian(
    'mancano-dati',
    { title: 'Chiedere un’informazione che manca', groupId: null },
    'per procedere con la pratica {{case.number}} ci serve ancora un’informazione. Può rispondere direttamente a questa mail.',
    'Le chiedo di non inviare dati che non servono, come documenti di identità o coordinate bancarie, se non glieli chiediamo espressamente.',
  ),
  italian(
    'chiusura',
    { title: 'Chiudere la pratica', groupId: null },
    'mi risulta che la Sua richiesta sia stata risolta, perciò chiudo la pratica {{case.number}}. Se qualcosa non fosse a posto basta rispondere a questa mail entro 30 giorni: la riapriamo e La segue la stessa persona.',
  ),
  english(
    'access',
    { title: 'Cannot log in to the site', groupId: 'telematici' },
    'to get back into the members’ area, please use “Forgotten password” on the login page: you will receive a message with instructions. Please look in your spam folder too.',
    'If nothing arrives within an hour, reply to this message (case {{case.number}}) and tell us the address you registered with. For your safety, never send us your password.',
  ),
  english(
    'document',
    { title: 'A document cannot be uploaded', groupId: 'segreteria' },
    'please reply to this message with the document attached (case {{case.number}}): a PDF or a readable photograph will do, up to 25 MB.',
    'If you have no way to scan it, we can arrange an appointment so that you can hand it in at the office.',
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
];
