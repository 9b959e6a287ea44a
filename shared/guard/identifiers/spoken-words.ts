/**
 * How people spell: names of letters, the towns of the Italian telephone alphabet, the NATO alphabet, numbers in words.
 * Everything is folded (lower case, no accents). Most of these words are ordinary words too: they are letters and digits
 * only inside a code that makes sense.
 */
const letterNames: Readonly<Record<string, string>> = {
  a: 'a ei ay ancona alfa alpha able',
  b: 'b bi be bee bologna bari brescia bergamo bravo',
  c: 'c ci ce cee see como cagliari catania charlie',
  d: 'd di de dee domodossola delta david',
  e: 'e ee empoli echo ebert edward',
  f: 'f effe eff ef firenze foxtrot ferrara',
  g: 'g gi ge gee genova golf george',
  h: 'h acca aitch haitch hotel',
  i: 'i eye imola india italia',
  j: 'j jei gei jay jolly jersey juliet juliett jota',
  k: 'k cappa kappa kay kilo kursaal',
  l: 'l elle ell el livorno lima lecce lodi london',
  m: 'm emme em milano mike messina modena mary',
  n: 'n enne en napoli november novara nancy',
  o: 'o oh otranto oscar',
  p: 'p pi pe pee padova palermo pisa parma papa peter',
  q: 'q qu cu cue quarto quaderno quebec quadro',
  r: 'r erre ar roma romeo rimini roger robert',
  s: 's esse ess savona salerno sassari siena sierra',
  t: 't ti te tee torino taranto trento trieste tango tommy',
  u: 'u udine uniform uncle you',
  v: 'v vi vu ve vee venezia verona vicenza victor varese',
  w: 'w doppiavu doppiavi vuvu washington whiskey whisky',
  x: 'x ics ix iks ex xilofono xeres xray',
  y: 'y ipsilon ipsilo wye york yogurt yacht yankee',
  z: 'z zeta zed zee zara zurigo zorro zulu zebra',
};

const letterOfName = new Map(
  Object.entries(letterNames).flatMap(([letter, names]) => names.split(' ').map((name) => [name, letter] as const)),
);

const units = 'zero uno due tre quattro cinque sei sette otto nove'.split(' ');
const teens = 'dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove'.split(' ');
const tens = 'venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' ');
const englishSmall =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const englishTens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const digitsOfWord = createNumberWords();
const tensWords = new Set([...tens, ...englishTens]);
const unitWords = new Set([...units.slice(1), ...englishSmall.slice(1, 10)]);

function createNumberWords(): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (let n = 0; n < 1000; n++) words.set(italianNumber(n), String(n));
  for (const [n, word] of englishSmall.entries()) words.set(word, String(n));
  for (const [n, word] of englishTens.entries()) words.set(word, String((n + 2) * 10));
  words.set('nought', '0');
  words.set('mille', '1000');
  words.set('duemila', '2000');
  for (let n = 1; n < 100; n++) words.set(`duemila${italianNumber(n)}`, String(2000 + n));
  for (let n = 900; n < 1000; n++) words.set(`mille${italianNumber(n)}`, String(1000 + n));
  return words;
}

/** `ottantacinque`; below 1000. */
function italianNumber(n: number): string {
  if (n < 10) return units[n] ?? '';
  if (n < 20) return teens[n - 10] ?? '';
  if (n < 100) {
    const ten = tens[Math.floor(n / 10) - 2] ?? '';
    if (n % 10 === 0) return ten;
    const unit = units[n % 10] ?? '';
    return (/^[uo]/.test(unit) ? ten.slice(0, -1) : ten) + unit;
  }
  const hundreds = n < 200 ? 'cento' : `${units[Math.floor(n / 100)] ?? ''}cento`;
  return n % 100 === 0 ? hundreds : hundreds + italianNumber(n % 100);
}

export const spokenLetter = (word: string): string | undefined => letterOfName.get(word);
export const spokenDigits = (word: string): string | undefined => digitsOfWord.get(word);
export const isTensWord = (word: string): boolean => tensWords.has(word);
export const isUnitWord = (word: string): boolean => unitWords.has(word);

/** What is said between the letters of a code and is no part of it. */
const fillers = new Set(
  (
    'e poi ed trattino meno spazio punto virgola barra maiuscolo maiuscola minuscolo minuscola allora ehm eh em mh ancora ' +
    'quindi dopo seguito segue alla fine infine inizia comincia continua prosegue finisce con ultima lettera numero cifra dash space hyphen and then capital letter number uh um lunga greca'
  ).split(' '),
);
export const isFiller = (word: string): boolean => fillers.has(word);

/** `R come Roma`, `R for Romeo`: the word after it repeats the letter before it. */
const repeaters = new Set('come di as for like in'.split(' '));
export const isRepeater = (word: string): boolean => repeaters.has(word);

const multipliers = new Map([
  ['doppio', 2],
  ['doppia', 2],
  ['double', 2],
  ['triplo', 3],
  ['tripla', 3],
  ['triple', 3],
  ['treble', 3],
]);
/** `doppia esse`, `triplo zero`. */
export const multiplierOf = (word: string): number | undefined => multipliers.get(word);

/** `tre zeri`. */
const plurals = new Map([
  ['zeri', '0'],
  ['zeroes', '0'],
  ['zeros', '0'],
]);
export const pluralDigit = (word: string): string | undefined => plurals.get(word);
