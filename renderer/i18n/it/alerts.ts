export const alerts = {
  'alerts.title': 'Avvisi',
  'alerts.lead':
    'Compaiono sullo schermo del PC quando non stai guardando Sportello. Dicono solo di che cosa si tratta e il numero della pratica: mai nomi, oggetti o testi. Premi un avviso per aprire la pratica.',
  'alerts.lead-shared':
    'Compaiono sullo schermo del PC quando non stai guardando Sportello. Questo PC è condiviso: dicono soltanto quante novità ci sono, e quando blocchi spariscono.',
  'alerts.cannot': 'Questo sistema non mostra avvisi: guarda ogni tanto la finestra, o chiedi a chi cura i PC.',
  'alerts.kind.arrived': 'Qualcosa di nuovo aspetta nei miei gruppi',
  'alerts.kind.assigned': 'Una pratica è passata a me',
  'alerts.kind.written': 'La persona ha scritto in una mia pratica o chat',
  'alerts.kind.due': 'C’è una scadenza: una promessa, una telefonata, chi aspetta da troppo',
  'alerts.quiet': 'Non disturbare',
  'alerts.quiet-hour': 'Per un’ora',
  'alerts.quiet-tomorrow': 'Fino a domani',
  'alerts.resume': 'Riprendi gli avvisi',
  'alerts.not-quiet': 'Quello che succede mentre gli avvisi tacciono si trova nella finestra, come sempre.',
  'alerts.quiet-until': 'Gli avvisi tacciono. Riprendono {at}.',
  'alerts.quiet-daily': 'Non disturbare ogni giorno in queste ore',
  'alerts.quiet-from': 'Dalle',
  'alerts.quiet-to': 'Alle',
  'alerts.no-time': 'Scrivi un’ora come 20:00.',
} as const;
