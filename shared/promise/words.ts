/**
 * Words by which a reply says that somebody will write again: "le faremo sapere", "vi aggiorno", "I'll get back to you".
 * For an offer that nobody has to take, so rather too few than too many: a question or a condition is none of them.
 */
const italian = [
  /\b(?:le|ti|vi|gli)\s+(?:far[òo]|faremo|faccio|facciamo)\s+sapere\b/u,
  /\b(?:le|la|ti|vi|gli|lo)\s+(?:aggiorner[òo]|aggiorneremo|aggiorno|aggiorniamo|terr[òo]\s+aggiornat[aoei]|terremo\s+aggiornat[aoei])\b/u,
  /\b(?:le|la|ti|vi|gli|lo)\s+(?:ricontatter[òo]|ricontatteremo|ricontatto|ricontattiamo|richiamer[òo]|richiameremo|riscriver[òo]|riscriveremo)\b/u,
  /\b(?:le|ti|vi)\s+(?:dar[òo]|daremo)\s+(?:una\s+)?(?:risposta|conferma|notizie|riscontro)\b/u,
  /\bmi\s+informo\s+e\b/u,
  /\b(?:chiedo|chieder[òo]|verifico|verificher[òo]|controllo)\b[^.?!\n]{0,60}\be\s+(?:le|ti|vi)\s+/u,
];
const english = [
  /\b(?:i|we)(?:['’]ll|\s+will|\s+shall)\s+(?:get\s+back\s+to\s+you|let\s+you\s+know|keep\s+you\s+(?:posted|informed|updated)|update\s+you|write\s+to\s+you\s+again|call\s+you\s+back)\b/u,
  /\byou(?:['’]ll|\s+will)\s+hear\s+from\s+(?:me|us)\b/u,
];

export function saysPromise(text: string): boolean {
  const lower = text.toLowerCase();
  return [...italian, ...english].some((words) => words.test(lower));
}
