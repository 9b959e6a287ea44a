/** A mail as it was laid out, and its links. */
export const original = {
  'original.show': 'Mostra l’impaginazione',
  'original.hide': 'Mostra solo il testo',
  'original.loading': 'Carico il messaggio…',
  'original.frame': 'Il messaggio com’era impaginato',
  'original.blocked':
    '{count, plural, one {# immagine remota bloccata} many {# di immagini remote bloccate} other {# immagini remote bloccate}}: chi l’ha messa saprebbe quando apri il messaggio',
  'link.title': 'Aprire questo collegamento?',
  'link.title-address': 'Indirizzo nel messaggio',
  'link.lead': 'Porta a {link}. Non scrivere password o codici in una pagina aperta da un messaggio.',
  'link.elsewhere': 'Nel messaggio c’è scritto «{value}», ma il collegamento porta altrove.',
  'link.copy': 'Copia l’indirizzo',
  'link.open': 'Apri nel browser',
  'link.copied': 'Copiato.',
  'link.failed': 'Non è stato possibile. Puoi selezionare l’indirizzo e copiarlo.',
} as const;
