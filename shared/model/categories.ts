import * as z from 'zod';
import { idSchema } from './conversation.ts';

export const MAX_CATEGORIES = 30;
export const MAX_CATEGORY_NAME = 80;
const name = z
  .string()
  .max(MAX_CATEGORY_NAME)
  .refine((text) => text.trim() !== '');

/** What a contact can choose in the form for tickets, and the group that it leads to (RT6). */
export const categorySchema = z.object({
  /** What programs name it by (section TA); it stays when the name changes. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.object({ it: name, en: name }),
  groupId: idSchema,
});
export type Category = z.infer<typeof categorySchema>;

/** In the order of the form; none: it asks for nothing. */
export const categoriesSchema = z.object({
  revision: z.number().int().nonnegative(),
  list: z
    .array(categorySchema)
    .max(MAX_CATEGORIES)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length),
});
export type Categories = z.infer<typeof categoriesSchema>;

const category = (id: string, it: string, en: string): Category => ({ id, name: { it, en }, groupId: id });

/** One for each group that the hub ships with, under its id: what was chosen before there were others means the same. */
export const defaultCategories: Categories = {
  revision: 0,
  list: [
    category('segreteria', 'Segreteria: adesioni, disdette, documenti', 'Secretariat: joining, leaving, documents'),
    category('volontari', 'Coordinatore volontari: turni e disponibilità', 'Volunteer coordinator: shifts'),
    category('didattica', 'Didattica: corsi e attestati', 'Education: courses and certificates'),
    category('cassa', 'Cassa: quote, ricevute, rimborsi', 'Treasury: fees, receipts, refunds'),
    category(
      'telematici',
      'Servizi telematici: accesso al sito, e-mail',
      'Online services: access to the site, e-mail',
    ),
  ],
};
