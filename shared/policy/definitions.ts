/** A thing said in both languages of the interface; for people who administer PCs. */
export interface BothLanguages {
  readonly it: string;
  readonly en: string;
}

interface Described {
  readonly title: BothLanguages;
  readonly help: BothLanguages;
  /** `machine`: only for everybody on the PC; `both`: also for one system account. */
  readonly scope: 'machine' | 'both';
}

interface TextPolicy extends Described {
  readonly kind: 'text';
  readonly form: 'address' | 'path' | 'line';
  readonly example: string;
}

interface ChoicePolicy extends Described {
  readonly kind: 'choice';
  readonly choices: Readonly<Record<string, BothLanguages>>;
}

export type PolicyDefinition = TextPolicy | ChoicePolicy;

/**
 * Every policy that Sportello obeys. The reader, the ADMX and ADML templates, the JSON Schema, docs/policy.md and the marks
 * in the settings are made from here; nothing else knows the list. A key is never renamed or given another meaning.
 */
export const policyDefinitions = {
  HubUrl: {
    kind: 'text',
    form: 'address',
    scope: 'both',
    example: 'wss://centro.example.org',
    title: { it: 'Indirizzo del centro', en: 'Address of the hub' },
    help: {
      it: 'Il centro a cui si collegano tutti i PC. Se è fissato qui, i volontari non lo scrivono e non possono cambiarlo.',
      en: 'The hub that every PC connects to. Once fixed here, volunteers neither type nor change it.',
    },
  },
  CaFile: {
    kind: 'text',
    form: 'path',
    scope: 'machine',
    example: '/etc/ssl/certs/associazione.pem',
    title: { it: 'Autorità di certificazione propria', en: 'Private certificate authority' },
    help: {
      it: 'File PEM di certificati che valgono oltre a quelli del sistema. I controlli sui certificati non si possono spegnere.',
      en: 'PEM file of certificates that are trusted beside those of the system. Certificate checks cannot be switched off.',
    },
  },
  ProxyMode: {
    kind: 'choice',
    scope: 'both',
    choices: {
      system: { it: 'Come nel sistema', en: 'As the system does' },
      direct: { it: 'Nessun proxy', en: 'No proxy' },
      fixed: { it: 'Il proxy indicato in ProxyUrl', en: 'The proxy named in ProxyUrl' },
      pac: { it: 'Lo script indicato in ProxyPacUrl', en: 'The script named in ProxyPacUrl' },
    },
    title: { it: 'Uso del proxy', en: 'Use of a proxy' },
    help: {
      it: 'Come si raggiunge il centro. Se non è indicato, vale la configurazione del sistema.',
      en: 'How the hub is reached. Without this, the configuration of the system is used.',
    },
  },
  ProxyUrl: {
    kind: 'text',
    form: 'address',
    scope: 'both',
    example: 'http://proxy.example.org:3128',
    title: { it: 'Indirizzo del proxy', en: 'Address of the proxy' },
    help: {
      it: 'Proxy HTTP che accetta CONNECT; vale con ProxyMode «fixed».',
      en: 'HTTP proxy that accepts CONNECT; used with ProxyMode "fixed".',
    },
  },
  ProxyPacUrl: {
    kind: 'text',
    form: 'address',
    scope: 'both',
    example: 'http://proxy.example.org/proxy.pac',
    title: { it: 'Script di configurazione del proxy', en: 'Proxy configuration script' },
    help: {
      it: 'Indirizzo di un file PAC; vale con ProxyMode «pac».',
      en: 'Address of a PAC file; used with ProxyMode "pac".',
    },
  },
  ProxyBypass: {
    kind: 'text',
    form: 'line',
    scope: 'both',
    example: 'localhost;*.example.org',
    title: { it: 'Eccezioni al proxy', en: 'Exceptions from the proxy' },
    help: {
      it: 'Nomi raggiunti senza proxy, separati da punto e virgola; vale con ProxyMode «fixed».',
      en: 'Hosts that are reached without the proxy, separated by semicolons; used with ProxyMode "fixed".',
    },
  },
  Language: {
    kind: 'choice',
    scope: 'both',
    choices: { it: { it: 'Italiano', en: 'Italian' }, en: { it: 'Inglese', en: 'English' } },
    title: { it: 'Lingua', en: 'Language' },
    help: {
      it: 'Lingua dell’interfaccia; se è fissata qui, non si può cambiare nelle impostazioni.',
      en: 'Language of the interface; once fixed here it cannot be changed in the settings.',
    },
  },
  CloseToTray: {
    kind: 'choice',
    scope: 'both',
    choices: {
      yes: { it: 'Resta nell’area di notifica', en: 'Stays in the notification area' },
      no: { it: 'Chiude Sportello', en: 'Quits Sportello' },
    },
    title: { it: 'Chiudere la finestra', en: 'Closing the window' },
    help: {
      it: 'Che cosa succede quando si chiude la finestra. Se non è indicato sceglie la persona, e all’inizio il programma si chiude. Dove manca l’area di notifica si chiude sempre.',
      en: 'What happens when the window is closed. Without this the person chooses, and at first the program quits. Without a notification area it always quits.',
    },
  },
  SharedPc: {
    kind: 'choice',
    scope: 'machine',
    choices: {
      yes: { it: 'Sì, più volontari usano questo PC', en: 'Yes, several volunteers use this PC' },
      no: { it: 'No, il PC è di una persona sola', en: 'No, the PC is one person’s' },
    },
    title: { it: 'PC condiviso', en: 'Shared PC' },
    help: {
      it: 'Su un PC condiviso il PIN è obbligatorio, per aprire i dati serve ogni volta il centro, e dopo 5 minuti senza tasti lo schermo si blocca.',
      en: 'On a shared PC a PIN is compulsory, opening the data takes the hub each time, and the screen locks after 5 minutes without a key.',
    },
  },
  Pin: {
    kind: 'choice',
    scope: 'both',
    choices: {
      required: { it: 'Obbligatorio', en: 'Required' },
      optional: { it: 'Facoltativo', en: 'Optional' },
    },
    title: { it: 'PIN del volontario', en: 'PIN of the volunteer' },
    help: {
      it: 'Facoltativo vale solo dove il sistema ha un portachiavi e il PC non è condiviso. Se non è indicato, chi attiva il PC sceglie un PIN.',
      en: 'Optional counts only where the system has a keyring and the PC is not shared. Without this, whoever activates the PC chooses a PIN.',
    },
  },
  IdleLockMinutes: {
    kind: 'choice',
    scope: 'both',
    choices: {
      1: { it: '1 minuto', en: '1 minute' },
      2: { it: '2 minuti', en: '2 minutes' },
      5: { it: '5 minuti', en: '5 minutes' },
      10: { it: '10 minuti', en: '10 minutes' },
      15: { it: '15 minuti', en: '15 minutes' },
      30: { it: '30 minuti', en: '30 minutes' },
    },
    title: { it: 'Blocco dopo inattività', en: 'Lock when idle' },
    help: {
      it: 'Dopo quanto tempo senza tasti né mouse Sportello chiede di nuovo il PIN. Se non è indicato: 5 minuti sui PC condivisi, sugli altri quando si blocca il sistema.',
      en: 'After how long without keys or mouse Sportello asks for the PIN again. Without this: 5 minutes on shared PCs, on others when the system locks.',
    },
  },
  OfflineDays: {
    kind: 'choice',
    scope: 'both',
    choices: {
      1: { it: '1 giorno', en: '1 day' },
      3: { it: '3 giorni', en: '3 days' },
      7: { it: '7 giorni', en: '7 days' },
      14: { it: '14 giorni', en: '14 days' },
      30: { it: '30 giorni', en: '30 days' },
    },
    title: { it: 'Giorni senza il centro', en: 'Days without the hub' },
    help: {
      it: 'Per quanto tempo i dati si aprono senza collegamento con il centro; poi restano chiusi, bozze comprese, finché torna. Se non è indicato: 7 giorni. Sui PC condivisi non vale.',
      en: 'For how long the data opens without a connection to the hub; then it stays closed, drafts included, until it is back. Without this: 7 days. Not on shared PCs.',
    },
  },
  UpdateMode: {
    kind: 'choice',
    scope: 'both',
    choices: {
      off: { it: 'Non cercare', en: 'Do not look' },
      notify: { it: 'Cerca e proponi', en: 'Look and offer' },
    },
    title: { it: 'Aggiornamenti', en: 'Updates' },
    help: {
      it: 'Se il programma installato per un solo account cerca versioni nuove e le propone. Installato per tutto il PC non ne cerca mai.',
      en: 'Whether a program that was installed for one account looks for newer versions and offers them. Installed for the whole PC it never does.',
    },
  },
  UpdateUrl: {
    kind: 'text',
    form: 'address',
    scope: 'machine',
    example: 'https://centro.example.org/aggiornamenti',
    title: { it: 'Indirizzo degli aggiornamenti', en: 'Address of the updates' },
    help: {
      it: 'Cartella https con i file degli aggiornamenti, per esempio sul proprio server. La chiave che li firma è nel programma e non si cambia.',
      en: 'An https folder with the files of the updates, on your own server for example. The key that signs them is in the program and cannot be changed.',
    },
  },
  UpdateChannel: {
    kind: 'choice',
    scope: 'machine',
    choices: {
      stable: { it: 'Stabile', en: 'Stable' },
      beta: { it: 'In prova', en: 'Beta' },
    },
    title: { it: 'Canale degli aggiornamenti', en: 'Channel of the updates' },
    help: {
      it: 'Il programma prende solo versioni del suo canale; se non è indicato, quello con cui è stato costruito.',
      en: 'The program takes versions of its channel only; without this, of the one it was built with.',
    },
  },
  SpellingDictionaries: {
    kind: 'text',
    form: 'path',
    scope: 'machine',
    example: '/srv/sportello/dizionari',
    title: { it: 'Dizionari del controllo ortografico', en: 'Spelling dictionaries' },
    help: {
      it: 'Cartella con i dizionari nella forma di Hunspell: it_IT.aff e it_IT.dic, en_GB.aff e en_GB.dic. Se non è indicata valgono quelli del sistema, dove ci sono; non si scarica mai niente.',
      en: 'Folder with dictionaries in the form of Hunspell: it_IT.aff and it_IT.dic, en_GB.aff and en_GB.dic. Without this those of the system are used, where there are any; nothing is ever downloaded.',
    },
  },
  DataDir: {
    kind: 'text',
    form: 'path',
    scope: 'machine',
    example: '/srv/sportello/dati',
    title: { it: 'Cartella dei dati', en: 'Data folder' },
    help: {
      it: 'Dove stanno archivio, impostazioni e registri; ogni account del sistema ha lì una sua cartella.',
      en: 'Where database, settings and logs lie; each system account has a folder of its own in it.',
    },
  },
} as const satisfies Record<string, PolicyDefinition>;

export type PolicyName = keyof typeof policyDefinitions;
export const policyNames = Object.keys(policyDefinitions) as readonly PolicyName[];
