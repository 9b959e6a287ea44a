/** Why an offered update is not taken; each has its name in the log and in the settings. */
export const updateRefusals = [
  'mirror-unreachable',
  'bad-signature',
  'bad-metadata',
  'foreign-product',
  'foreign-channel',
  'foreign-place',
  'older-version',
  'truncated',
  'too-large',
  'bad-digest',
  'unsent',
  /** This kind of installation can't be replaced by the program itself. */
  'not-installable',
] as const;
export type UpdateRefusal = (typeof updateRefusals)[number];

export type Judged<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: UpdateRefusal };

export const refused = (refusal: UpdateRefusal): { readonly ok: false; readonly refusal: UpdateRefusal } => ({
  ok: false,
  refusal,
});
