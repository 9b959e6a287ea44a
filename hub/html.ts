/** HTML that is safe to send: made by `html` only. */
export interface Html {
  readonly html: string;
}

type Piece = Html | string | number | false | null | undefined | readonly Piece[];

/** Template for pages: whatever is put in is escaped, unless it is HTML made in the same way. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: strings.map((text, index) => text + (index < pieces.length ? render(pieces[index]) : '')).join('') };
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (isList(piece)) return piece.map(render).join('');
  return typeof piece === 'object' ? piece.html : escapeHtml(String(piece));
}

const isList = (piece: Piece): piece is readonly Piece[] => Array.isArray(piece);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
