import { type RequiredKind, requiredKinds } from '../../shared/model/required.ts';

type Messages = Readonly<Record<`required.kind.${RequiredKind}`, string>>;

/** The words that contacts read on their page, as messages of the interface. */
export const requiredMessages = (words: Readonly<Record<RequiredKind, string>>): Messages =>
  Object.fromEntries(requiredKinds.map((kind) => [`required.kind.${kind}`, words[kind]])) as Messages;
