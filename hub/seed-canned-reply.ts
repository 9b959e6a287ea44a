import type { AddressForm, CannedReply } from '../shared/model/directory.ts';

export type About = Pick<CannedReply, 'title' | 'groupId'>;
export type Paragraphs = readonly string[];

/** How a text of the association begins and ends: in Italian with Lei or tu; English has one form. */
const frames = {
  lei: ['Gentile {{contact.firstName|richiedente}},', 'Un cordiale saluto'],
  tu: ['Ciao {{contact.firstName|e grazie di averci scritto}},', 'Un caro saluto'],
  en: ['Hello {{contact.firstName|and thank you for writing to us}},', 'Kind regards'],
} as const satisfies Record<AddressForm | 'en', readonly [greeting: string, closing: string]>;

/** A reply as it is shipped: greeting, what is said, and who says it. */
export function shippedReply(
  form: keyof typeof frames,
  shortcut: string,
  said: About & { paragraphs: Paragraphs },
): CannedReply {
  const { title, groupId, paragraphs } = said;
  const [greeting, closing] = frames[form];
  const lang = form === 'en' ? 'en' : 'it';
  return {
    id: `${shortcut}-${lang}`,
    shortcut,
    lang,
    ...(form === 'en' ? {} : { address: form }),
    title,
    groupId,
    text: [greeting, ...paragraphs, `${closing}\n{{operator.name}}\n{{association.name}}`].join('\n\n'),
  };
}
