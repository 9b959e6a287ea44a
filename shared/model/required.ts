import * as z from 'zod';

/** What a case can need from its contact before it can go on; a closed set, so that a list never tells more than that. */
export const requiredKinds = [
  'identity',
  'tax-code',
  'form',
  'consent',
  'photo',
  'residence',
  'payment',
  'certificate',
  'income',
  'guardian',
] as const;
export const requiredKindSchema = z.enum(requiredKinds);
export type RequiredKind = z.infer<typeof requiredKindSchema>;

/** Asked of the contact, ticked because it is in, or not needed any more (RQ1). */
export const requiredSteps = ['asked', 'in', 'dropped'] as const;
export const requiredStepSchema = z.enum(requiredSteps);
export type RequiredStep = z.infer<typeof requiredStepSchema>;

/** A line of the list of a case (section RQ); `isIn`: it has come. */
export const requiredSchema = z.object({ kind: requiredKindSchema, isIn: z.boolean() });
export type Required = z.infer<typeof requiredSchema>;

/** In the order in which it was asked; at least one, and each kind once. */
export const requiredListSchema = z.array(requiredSchema).min(1).max(requiredKinds.length).readonly();
export type RequiredList = z.infer<typeof requiredListSchema>;

/** The list after a step; the same list where it says nothing new. */
export function afterStep(list: RequiredList, kind: RequiredKind, step: RequiredStep): RequiredList {
  const known = list.find((each) => each.kind === kind);
  if (step === 'dropped') return known === undefined ? list : list.filter((each) => each !== known);
  const isIn = step === 'in';
  if (known === undefined) return [...list, { kind, isIn }];
  return known.isIn === isIn ? list : list.map((each) => (each === known ? { kind, isIn } : each));
}
