import type { EffectivePolicy, PolicyProblem } from '../shared/policy/policy.ts';

/** What the program prints in a terminal, in the interface's languages. */
export type Language = 'it' | 'en';

interface Texts {
  readonly help: string;
  readonly wrong: (option: string) => string;
  readonly running: string;
  readonly changed: (file: string) => string;
  readonly purged: (folder: string, entries: number) => string;
  readonly nothingToPurge: (folder: string) => string;
  readonly notPurged: (folder: string, code: string) => string;
  readonly problems: Readonly<Record<PolicyProblem['reason'], string>>;
}

export const commandLineTexts: Readonly<Record<Language, Texts>> = {
  it: {
    help: `Uso: sportello [OPZIONI]

  --version            stampa la versione ed esce
  --help               stampa questo testo ed esce
  --print-paths        stampa dove stanno dati, impostazioni, registri e criteri (JSON)
  --print-policy       stampa i criteri in vigore e chi li ha fissati (JSON)
  --smoke-test         prova il programma in una cartella provvisoria, senza rete; esce con 0 se funziona
      --output FILE      scrive il risultato anche in FILE (in Windows non c'è terminale)
  --purge-local-data   cancella i dati di Sportello di questo account, anche le bozze non inviate
  --lang it|en         lingua di questo avvio
  --hidden             parte senza finestra; un secondo avvio la mostra
  --safe-mode          impostazioni di fabbrica e niente accelerazione grafica, solo per questo avvio
`,
    wrong: (option) => `Il valore di ${option} manca o non va bene. --help spiega le opzioni.`,
    changed: (file) =>
      `Il programma non è più come è stato installato (${file}), perciò non parte. I dati non sono toccati: dillo a chi cura i PC, che lo reinstalli.`,
    running: 'Sportello è aperto in questo account: chiudilo e riprova.',
    purged: (folder, entries) => `Cancellato da ${folder}: ${String(entries)} elementi.`,
    nothingToPurge: (folder) => `In ${folder} non c'è niente da cancellare.`,
    notPurged: (folder, code) => `Non tutto si è potuto cancellare da ${folder} (${code}).`,
    problems: {
      'unknown-key': 'criterio sconosciuto, ignorato',
      'bad-value': 'valore non valido, ignorato',
      'machine-only': 'vale solo per tutto il PC, ignorato',
      unreadable: 'file non leggibile, ignorato',
      'not-protected': 'file modificabile da altri oltre che dall’amministratore, ignorato',
    },
  },
  en: {
    help: `Usage: sportello [OPTIONS]

  --version            print the version and exit
  --help               print this text and exit
  --print-paths        print where data, settings, logs and policy lie (JSON)
  --print-policy       print the policy in force and who set it (JSON)
  --smoke-test         try the program in a temporary folder, without a network; exits with 0 if it works
      --output FILE      also write the result to FILE (there is no terminal on Windows)
  --purge-local-data   delete Sportello's data of this account, unsent drafts included
  --lang it|en         language of this start
  --hidden             start without a window; a second start shows it
  --safe-mode          settings as delivered and no graphics acceleration, for this start only
`,
    wrong: (option) => `The value of ${option} is missing or does not fit. --help explains the options.`,
    changed: (file) =>
      `The program is no longer as it was installed (${file}), so it does not start. Your data is untouched: tell whoever looks after the PCs to install it anew.`,
    running: 'Sportello is open in this account: close it and try again.',
    purged: (folder, entries) => `Deleted from ${folder}: ${String(entries)} entries.`,
    nothingToPurge: (folder) => `There is nothing to delete in ${folder}.`,
    notPurged: (folder, code) => `Not everything could be deleted from ${folder} (${code}).`,
    problems: {
      'unknown-key': 'unknown policy, ignored',
      'bad-value': 'value that does not fit, ignored',
      'machine-only': 'only for the whole PC, ignored',
      unreadable: 'unreadable file, ignored',
      'not-protected': 'file that others than the administrator may change, ignored',
    },
  },
};

/** What `--print-policy` prints. */
export function policyReport({ values, origins, problems }: EffectivePolicy, language: Language): string {
  const { problems: texts } = commandLineTexts[language];
  return json({
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, origin: origins[name as keyof typeof origins] }]),
    ),
    problems: problems.map((problem) => ({ ...problem, text: texts[problem.reason] })),
  });
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
