import { haveDigits } from './atoms.ts';
import { multiplierOf, spokenDigits } from './spoken-words.ts';
import { keyAfter, looksSecret } from './credential-values.ts';
import { noValues } from './credential-words.ts';
import { firstFrom, type Place, type Scene } from './scene.ts';

/** What could be a secret by its looks, wherever it stands: a short number, a token that is no word, a word where one is given. */
export interface SecretCandidate extends Place {
  /** How it is written, for the model: `d4`, `said`, `mixed`, `Word`… */
  readonly shapes: readonly string[];
  /** No word and no number: a password is written so, and what offices and machines call things. */
  readonly isToken?: boolean;
}

export const secretCandidates = (scene: Scene): readonly SecretCandidate[] => [
  ...numbers(scene),
  ...sequences(scene),
  ...tokens(scene),
  ...names(scene),
];

const LEAST_DIGITS = 3;
const MOST_DIGITS = 10;
const MOST_ATOMS = 12;

/** Runs of digits in figures or words: the whole run or nothing, so that a card's number is none. */
function numbers(scene: Scene): readonly SecretCandidate[] {
  const { atoms, lower } = scene;
  if (!haveDigits(atoms)) return [];
  const found: SecretCandidate[] = [];
  for (let at = 0; at < atoms.length;) {
    const first = at;
    let digits = '';
    let said = 0;
    for (; at < atoms.length; at += 1) {
      const { word, gap } = atoms[at]!;
      const more = /^\d+$/.test(word) ? word : multiplierOf(word) === undefined ? saidDigits(scene, at) : '';
      if (more === undefined || (at > first && (gap === 'slash' || gap === 'break'))) break;
      if (more !== word) said += 1;
      digits += more;
    }
    if (at === first) {
      at += 1;
      continue;
    }
    const start = atoms[first]!.start;
    const end = atoms[at - 1]!.end;
    if (digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS || at - first > MOST_ATOMS) continue;
    if (isCounted(scene, start)) continue;
    const more = keyAfter.exec(lower.slice(end, end + 20))?.[0].length ?? 0;
    found.push({
      start,
      end: end + more,
      shapes: shapesOfNumber(lower.slice(start, end), { digits, said, hasKey: more > 0 }),
    });
  }
  return found;
}

/** `messaggio 100`, `pagina 312`: what is numbered, in a text that names nothing a secret could be for. */
const counted =
  /(?:^|[^a-z])(?:messaggi[o]?|messages?|pagin[ae]|pages?|rig[ae]|righe|capitol[oi]|chapters?|rispost[ae]) (?:n\.? ?|numero |no\.? )?$/;
const isCounted = (scene: Scene, start: number): boolean =>
  counted.test(scene.lower.slice(Math.max(0, start - 24), start)) &&
  scene.placesOf(wordNames).every(({ start: at }) => scene.lower.startsWith('rispost', at));

/** `3 e poi 9 e poi 3`, `tredici, poi zero otto, poi venti`, `4, 4, 0 and then 9`, `asterisco 55 asterisco`. */
const figure =
  '(?:\\d{1,4}|zero|uno|una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[a-z]{1,8}|undici|dodici|tredici|quattordici|quindici|sedici|dici[a-z]{4,6}|one|two|three|four|five|six|seven|eight|nine|oh|asterisco|cancelletto|star|hash)';
const steps = new RegExp(
  `(?<![a-z\\d])${figure}(?:(?:,? (?:e |poi |e poi |and |then |and then |di nuovo |ancora |er |insieme a )|, ?| )${figure}(?![a-z\\d])){1,9}`,
  'g',
);
const stepped = /(?: e | poi | and | then | er |,|asterisco|cancelletto|star|hash|insieme)/;

function sequences(scene: Scene): readonly SecretCandidate[] {
  return scene.matchesOf(steps).flatMap(({ 0: words, index }): readonly SecretCandidate[] => {
    if (!stepped.test(words) || /^\d+, ?\d+$/.test(words)) return [];
    const parts = words.split(/[, ]+/).length;
    return [
      {
        start: index,
        end: index + words.length,
        shapes: ['steps', `parts ${Math.min(9, parts)}`, /poi|then/.test(words) ? 'then' : 'and'],
      },
    ];
  });
}

const saidDigits = ({ atoms }: Scene, at: number): string | undefined => {
  const atom = atoms[at]!;
  return spokenDigits(atom.word) === undefined
    ? undefined
    : (atom.readings.find((reading) => /^\d+$/.test(reading)) ?? '');
};

interface NumberLooks {
  readonly digits: string;
  /** How many of its parts are said in words. */
  readonly said: number;
  /** A key after it: `#`, `cancelletto`. */
  readonly hasKey: boolean;
}

function shapesOfNumber(written: string, { digits, said, hasKey }: NumberLooks): readonly string[] {
  const count = digits.length > 8 ? 'd9' : digits.length > 6 ? 'd7' : `d${digits.length}`;
  const shapes = [count, 'number'];
  if (said > 0) return [...shapes, 'said', ...(said > 2 ? ['said3'] : [])];
  if (hasKey) shapes.push('key');
  if (/^(?:19|20)\d\d$/.test(written)) shapes.push('year');
  if (/\D/.test(written)) shapes.push(`groups ${written.replaceAll(/\d+/g, (run) => String(run.length)).slice(0, 12)}`);
  else shapes.push('plain');
  return shapes;
}

/** `password`, `la solita parola`, `wifi`: within so many characters after them an ordinary word may be a secret. */
const wordNames =
  /\b(?:pass ?words?|passwd|passw|pswd?|pwd?|psw|pass|passcode|passphrase|parola|chiave|key|wi-?fi|rete|network|login|utente|user(?:name)?|credenziali|domanda|risposta|rispond\w*|answer|question|frase|maiden name|allarme|vigilanza|centrale|spid|account|accesso|entr[aeio]\w*|protett[oa]|apr[eio]\w*|scritta|scriv\w*|digit\w*|mett\w*|frase|segret[oaie]|combinazione|lucchetto|sblocc\w*|accend\w*|codice|pin|netflix|zoom|skype|pc|computer|tablet|telefono|cartella|file|chiavetta|posta|conto|sito|app|memorable|secret|opens?|type|typed|unlocks?|pe?i?n drive|laptop|phone|online|router|modem)\b/g;
const WORD_REACH = 75;

function tokens(scene: Scene): readonly SecretCandidate[] {
  const { cased, lower } = scene.folded;
  const names = scene.placesOf(wordNames);
  if (names.length === 0 && plainWords.test(cased)) return [];
  return [...cased.matchAll(/[^\s"(),;]{3,40}/g)].flatMap(({ 0: token, index }): readonly SecretCandidate[] => {
    if (names.length === 0 && plainWord.test(token)) return [];
    const value = trimmed(token);
    const start = index + token.indexOf(value);
    const end = start + value.length;
    if (
      value.length < 3 ||
      /^[\d.,:/€%£$_-]*$/.test(value) ||
      /[{}<>]|^\/[a-z]/i.test(value) ||
      isAddress.test(value) ||
      product.test(value)
    )
      return [];
    const hasDigit = /\d/.test(value);
    if (
      hasDigit ||
      looksSecret(value) ||
      (/^[a-z]{3,}(?:[._+&!-][a-z]{2,}){1,4}$/i.test(value) && !abbreviation.test(value))
    )
      return [{ start, end, shapes: shapesOfToken(value), isToken: true }];
    if (value.length < 4 || !/^[a-z]+[!]?$/i.test(value) || noValues.has(value.toLowerCase())) return [];
    const nearest = names[firstFrom(names, start) - 1];
    if (nearest === undefined || start - nearest.end > WORD_REACH || nearest.end > start) return [];
    const isGiven =
      /^["')]*(?:$|[.!?]?$|[.!?,;]?(?: |\n)|[,;])/.test(lower.slice(end, end + 3)) &&
      (/["']/.test(lower.charAt(start - 1)) || endsClause.test(lower.slice(end, end + 14)));
    return isGiven ? [{ start, end, shapes: ['word', /^[A-Z]/.test(value) ? 'Word' : 'lower word'] }] : [];
  });
}

/**
 * Nothing but words as everybody writes them, which are secrets only after the name of one. A token has one way to be read here, so that
 * time is linear.
 */
const plain = "[A-Z]?[a-z]*(?:'[A-Z]?[a-z]*)*[.:?]*";
const plainWord = new RegExp(`^${plain}$`);
const plainWords = new RegExp(`^(?:${plain}[\\s"(),;])*${plain}$`);

/** `Lago di Endine`, `via Pignolo`, `St Brendan's`: what answers a question. */
const questions =
  /\b(?:domanda|risposta|rispond\w*|answer|question|nubile|ragazza|maiden name|recuper\w+|security|segret[oaie]|memorable|secret|parola|frase|password)\b/g;

function names(scene: Scene): readonly SecretCandidate[] {
  const { cased } = scene.folded;
  const places = scene.placesOf(questions);
  if (places.length === 0) return [];
  const name = /\b(?:via |suor |don |san |la )?[A-Z][a-z']+\.?(?: (?:di |del |della |dei |de )?[A-Z][a-z']+){0,2}/g;
  return [...cased.matchAll(name)].flatMap(({ 0: words, index }): readonly SecretCandidate[] => {
    const end = index + words.length;
    if (!words.includes(' ')) return [];
    const nearest = places[firstFrom(places, index) - 1] ?? places[0];
    const distance = nearest === undefined ? WORD_REACH : Math.max(index - nearest.end, nearest.start - end);
    return distance < WORD_REACH ? [{ start: index, end, shapes: ['name', `words ${words.split(' ').length}`] }] : [];
  });
}

/** `sig.ra`, `gent.ma` */
const abbreviation = /^(?:sig|gent|dott|prof|egr|spett|ill|rag|avv|geom|ing)\./i;

/** Names with a capital within that nobody takes for a secret. */
const product =
  /^(?:whats ?app|facebook|youtube|linkedin|tiktok|paypal|postepay|bancoposta|poste(?:id|mobile)|iphone|ipad|imac|macbook|powerpoint|onedrive|sharepoint|onenote|icloud|itunes|javascript|github|gmail|googlemeet|teamviewer|anydesk|libreoffice|openoffice|dropbox|wetransfer|satispay|greenpass|fastweb|windtre|postemobile|ebay|kobo|ebook|mcdonald|eurospin|dbo)$/i;

/** Of an address, or of a file: `msg0006.WAV` is what a switchboard calls its recordings. */
const isAddress =
  /@.*\.|\/\/|^www|\.(?:it|com|org|net|eu|example|pdf|zip|rar|7z|gz|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|xml|html?|json|dat|eml|msg|ics|vcf|p7[ms]|jpe?g|png|gif|bmp|tiff?|webp|hei[cf]|svg|wav|mp[34]|og[ga]|opus|m4a|aac|amr|gsm|wma|flac|mov|avi|3gp)$/i;
const endsClause =
  /^["')]*(?:$|[.!?,;]|\n| (?:[(-]|e |and |con |with |tutt|all |ma |but |per |grazie|poi|se |scritt|senza|come|as |in |minuscol|maiuscol|lower|upper|then|plus|pi[uù] |seguit|ma |perche|cosi|quando|per |adesso|ora |nn |non |lo |la |ti |gli |vi ))/;

const trimmed = (token: string): string =>
  token
    .replace(/^[([<'*]+/, '')
    .replace(/(?:[.,:;)\]'>]|\?!?)+$/, '')
    .replace(/(?<=[a-z]{4})[!?]$/, '');

function shapesOfToken(value: string): readonly string[] {
  const shapes = ['token'];
  const digits = value.replaceAll(/\D/g, '').length;
  if (/^[#*a-z]{0,2}\d{2,8}[a-z#*]{0,2}$/i.test(value)) shapes.push('lock');
  if (digits > 0 && /[a-z]{4}/i.test(value)) shapes.push('letters and digits');
  if (digits > 0 && /[a-z]/.test(value) && /[A-Z]/.test(value)) shapes.push('three sorts');
  if (/[a-z][#$%&*+=^_!]|[#$%&*+=^_!][a-z\d]/i.test(value)) shapes.push('sign');
  if (/[!#$*]$/.test(value)) shapes.push('sign last');
  if (/[a-z][A-Z]/.test(value)) shapes.push('capital within');
  if (/^[a-z]+(?:[._+&-][a-z]+)+$/i.test(value)) shapes.push('joined words');
  if (/^[A-Z]+[-/]?\d+$/.test(value)) shapes.push('capitals then digits');
  if (/^[a-z]+[-_]?(?:19|20)\d\d$/i.test(value)) shapes.push('word and year');
  if (/^[a-z]+\d{1,4}$/i.test(value)) shapes.push('word and number');
  if (/-/.test(value)) shapes.push('hyphen');
  shapes.push(looksSecret(value) ? 'secret' : 'no secret', `length ${Math.min(12, value.length)}`);
  return shapes;
}
