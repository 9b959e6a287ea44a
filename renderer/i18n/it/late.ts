/** What people have waited for too long. */
export const late = {
  'row.late.answer': '{level, select, two {in ritardo: segnalata al coordinatore} other {in ritardo}}',
  'row.late.hearing': '{level, select, two {ascolto in ritardo: segnalato al coordinatore} other {ascolto in ritardo}}',
  'event.late.answer':
    '{level, select, two {Nessuna persona ha risposto nel tempo promesso: segnalata al coordinatore} other {Nessuna persona ha ancora risposto: è in ritardo}}',
  'event.late.hearing':
    '{level, select, two {Il messaggio vocale non è ancora stato ascoltato: segnalato al coordinatore} other {Il messaggio vocale aspetta di essere ascoltato}}',
  'details.late': 'In ritardo',
  'notice.late-answer': 'Pratica {number}: chi ha scritto aspetta una risposta da troppo tempo.',
  'notice.late-call': 'Pratica {number}: tre telefonate senza raggiungere chi ha chiamato o scritto.',
  'notice.late-hearing': 'Pratica {number}: il messaggio vocale non è ancora stato ascoltato.',
} as const;
