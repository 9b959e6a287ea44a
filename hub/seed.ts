import type { Ids } from '../shared/effects.ts';
import type { Group } from '../shared/model/directory.ts';
import { cannedReplies } from './seed-canned-replies.ts';
import type { Meta, WriteTx } from './storage/storage.ts';

/** The groups of the association's own description of its channels; the first one takes what no rule sends elsewhere. */
const groups: readonly Group[] = [
  { id: 'segreteria', name: { it: 'Segreteria', en: 'Secretariat' }, position: 0 },
  { id: 'volontari', name: { it: 'Coordinatore volontari', en: 'Volunteer coordinator' }, position: 1 },
  { id: 'didattica', name: { it: 'Didattica', en: 'Education' }, position: 2 },
  { id: 'cassa', name: { it: 'Cassa', en: 'Treasury' }, position: 3 },
  { id: 'telematici', name: { it: 'Servizi telematici', en: 'Online services' }, position: 4 },
];

const DEFAULT_ASSOCIATION = 'La nostra associazione';

/** First start: identity of this hub, groups, canned replies. Later: the association's name, when it is given anew. */
export async function ensureSeeded(tx: WriteTx, ids: Ids, association: string | null): Promise<Meta> {
  const known = await tx.meta();
  if ((await tx.followSecret()) === null) await tx.setFollowSecret(ids.secret());
  if (known !== null) return association === null ? known : renamed(tx, known, association);
  const meta = { hubId: ids.next(), epoch: ids.next(), association: association ?? DEFAULT_ASSOCIATION };
  await tx.setMeta(meta);
  for (const group of groups) await tx.putGroup(group);
  for (const reply of cannedReplies) await tx.putCannedReply(reply);
  return meta;
}

async function renamed(tx: WriteTx, known: Meta, association: string): Promise<Meta> {
  const meta = { ...known, association };
  await tx.setMeta(meta);
  return meta;
}
