export type Language = 'it' | 'en';

/** What the line in the page says (docs/chat.md). */
export interface Options {
  /** The hub's public address, with a slash at its end. */
  readonly hub: URL;
  readonly language: Language;
  /** `#rrggbb`, the association's colour. */
  readonly accent: string;
  readonly side: 'left' | 'right';
  /** Group that is chosen at first. */
  readonly group: string | null;
  /** Address of the association's privacy notice. */
  readonly privacy: string | null;
}

/** Null where the script does not know where it came from. */
export function readOptions(script: HTMLScriptElement | null, page: Document): Options | null {
  if (script === null || script.src === '') return null;
  const { language, accent, side, group, privacy } = script.dataset;
  const wanted = (language ?? (page.documentElement.lang || 'it')).toLowerCase();
  return {
    hub: new URL('.', script.src),
    language: wanted.startsWith('en') ? 'en' : 'it',
    accent: /^#[0-9a-f]{6}$/i.test(accent ?? '') ? (accent ?? '') : '#0b6b66',
    side: side === 'left' ? 'left' : 'right',
    group: group ?? null,
    privacy: /^https?:\/\//.test(privacy ?? '') ? (privacy ?? '') : null,
  };
}
