import type { Association } from '../../shared/guard/context.ts';
import { nobody } from '../audit/entry.ts';
import type { WriteTx } from '../storage/storage.ts';

/** The association's own, which are never confidential, on whatever door (GU10). Told to the devices where they are others. */
export async function setIdentifiers(tx: WriteTx, association: Association, at: number): Promise<void> {
  const settings = await tx.guardSettings();
  if (JSON.stringify(settings.association) === JSON.stringify(association)) return;
  await tx.putGuardSettings({ ...settings, association });
  const { name: _name, ...lists } = association;
  const identifiers = Object.values(lists).reduce((sum, list) => sum + (list?.length ?? 0), 0);
  await tx.appendAudit([{ at, kind: 'guard-identifiers', actor: nobody, conversation: null, facts: { identifiers } }]);
}
