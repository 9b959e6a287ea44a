import * as z from 'zod';

/** What the association may keep from those who don't need it: how a contact can be reached. */
export const contactFields = ['email', 'phone'] as const;
export const contactFieldSchema = z.enum(contactFields);
export type ContactField = z.infer<typeof contactFieldSchema>;

/**
 * Who is told such a field: whoever may read the case; whoever takes part in it, so nobody while it waits; of these the
 * coordinators alone.
 */
export const fieldReaders = ['readers', 'participants', 'coordinators'] as const;
export const fieldReadersSchema = z.enum(fieldReaders);
export type FieldReaders = z.infer<typeof fieldReadersSchema>;

export const needToKnowSchema = z.object({
  revision: z.number().int().nonnegative(),
  email: fieldReadersSchema,
  phone: fieldReadersSchema,
});
export type NeedToKnow = z.infer<typeof needToKnowSchema>;

export const defaultNeedToKnow: NeedToKnow = { revision: 0, email: 'readers', phone: 'readers' };

export interface Reader {
  readonly takesPart: boolean;
  readonly isCoordinator: boolean;
}

/** Fields that this person is not told (NK1). */
export const withheldFrom = (rule: NeedToKnow, { takesPart, isCoordinator }: Reader): readonly ContactField[] =>
  contactFields.filter((field) => {
    if (rule[field] === 'readers') return false;
    return !takesPart || (rule[field] === 'coordinators' && !isCoordinator);
  });
