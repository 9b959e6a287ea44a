/** Rows that were chosen to do something with all of them: by id, as rows move. */
export interface Chosen {
  readonly ids: readonly string[];
  /** From where a range is spanned; null: nothing was chosen yet. */
  readonly anchor: string | null;
}

export const noneChosen: Chosen = { ids: [], anchor: null };

/** As many as can be moved at once. */
export const MAX_CHOSEN = 200;

export function toggled({ ids }: Chosen, id: string): Chosen {
  const rest = ids.filter((each) => each !== id);
  return { ids: rest.length === ids.length ? [...ids, id].slice(0, MAX_CHOSEN) : rest, anchor: id };
}

/** From the anchor to this row, of the rows that are known; what is chosen outside of it is given up. */
export function spanned(chosen: Chosen, id: string, inOrder: readonly string[]): Chosen {
  const from = chosen.anchor === null ? -1 : inOrder.indexOf(chosen.anchor);
  const to = inOrder.indexOf(id);
  if (from === -1 || to === -1) return { ids: [id], anchor: id };
  const ids = inOrder.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: ids.slice(0, MAX_CHOSEN), anchor: chosen.anchor };
}

export const all = (inOrder: readonly string[]): Chosen => ({
  ids: inOrder.slice(0, MAX_CHOSEN),
  anchor: inOrder[0] ?? null,
});
