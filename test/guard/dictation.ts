/** How people say letters and digits aloud, and how the switchboard's dictation writes them down. */
const letterNames =
  'a bi ci di e effe gi acca i i-lunga cappa elle emme enne o pi cu erre esse ti u vu doppia-vu ics ipsilon zeta';
const towns =
  'Ancona Bologna Como Domodossola Empoli Firenze Genova Hotel Imola Jolly Kappa Livorno Milano Napoli Otranto Padova Quarto Roma Savona Torino Udine Venezia Washington Xilofono York Zara';
const radio =
  'Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu';
const units =
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove';
const tens = ' dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta';
const englishDigits = 'zero one two three four five six seven eight nine';

const nth = (words: string, at: number): string => words.split(' ')[at]!.replaceAll('-', ' ');
const letterAt = (sign: string): number => sign.toUpperCase().charCodeAt(0) - 65;

export const asLetterNames = (value: string): string => say(value, (sign) => nth(letterNames, letterAt(sign)), pairs);
export const asTowns = (value: string): string => say(value, (sign) => nth(towns, letterAt(sign)), singles);
export const asTownsExplained = (value: string): string =>
  say(value, (sign) => `${sign} come ${nth(towns, letterAt(sign))}`, singles);
export const asDigitNames = (value: string): string => say(value, (sign) => nth(letterNames, letterAt(sign)), singles);
export const asLettersAndPairs = (value: string): string => say(value, (sign) => sign.toLowerCase(), pairs);
/** `sei zeri`, as account numbers are read out. */
export const asLettersWithCountedZeros = (value: string): string => say(value, (sign) => sign.toLowerCase(), counted);
export const asRadio = (value: string): string => say(value, (sign) => nth(radio, letterAt(sign)), englishSingles);

function say(value: string, letter: (sign: string) => string, number: (run: string) => string): string {
  return (value.match(/\d+|[A-Za-z]/g) ?? []).map((part) => (/\d/.test(part) ? number(part) : letter(part))).join(' ');
}

const singles = (run: string): string =>
  Array.from(run)
    .map((digit) => nth(units, Number(digit)))
    .join(' ');
const englishSingles = (run: string): string =>
  Array.from(run)
    .map((digit) => nth(englishDigits, Number(digit)))
    .join(' ');

function counted(run: string): string {
  return (run.match(/0{2,9}|0|[^0]+/g) ?? [])
    .map((part) => (part.startsWith('00') ? `${nth(units, part.length)} zeri` : pairs(part)))
    .join(' ');
}

function pairs(run: string): string {
  return (run.match(/\d\d?/g) ?? [])
    .map((pair) => (pair.length === 1 || pair.startsWith('0') ? singles(pair) : below100(Number(pair))))
    .join(' ');
}

function below100(value: number): string {
  if (value < 20) return nth(units, value);
  const [ten, unit] = [nth(tens, Math.floor(value / 10)), value % 10];
  if (unit === 0) return ten;
  return (unit === 1 || unit === 8 ? ten.slice(0, -1) : ten) + nth(units, unit);
}
