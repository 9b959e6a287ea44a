/** Where everything can be tried without anything leaving the PC. */
export const practice = {
  'practice.title': 'Esercitazione',
  'practice.strip': 'Esercitazione: niente esce da questo PC',
  'practice.strip-more': 'Pratiche e persone sono inventate. Quelle vere ti aspettano come le hai lasciate.',
  'practice.end': 'Esci dall’esercitazione',
  'practice.begin': 'Inizia un’esercitazione',
  'practice.begin-first': 'Prova prima con un’esercitazione',
  'practice.lead':
    'Un’associazione inventata in cui provare tutto: prendere in carico, rispondere, proporre un appuntamento, passare una pratica. Un collega finto lavora accanto a te, chi scrive in chat ti risponde. Niente esce da questo PC e alla fine non ne resta nulla; le pratiche vere e le bozze non si toccano.',
  'practice.begun': 'Esercitazione iniziata. Niente esce da questo PC.',
  'practice.starting': 'Preparo l’esercitazione…',
  'practice.failed':
    'L’esercitazione si è fermata e non riparte. Le pratiche vere non c’entrano: esci dall’esercitazione per ritrovarle.',
  'practice.window': 'Esercitazione · {title}',
} as const;
