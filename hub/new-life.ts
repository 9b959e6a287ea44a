import type { Ids } from '../shared/effects.ts';
import { yearOf } from './acknowledgement.ts';
import { nobody } from './audit/entry.ts';
import type { Meta, WriteTx } from './storage/storage.ts';

export interface NewLife {
  readonly meta: Meta;
  readonly uncertainMails: number;
}

interface Beginning {
  readonly now: number;
  readonly ids: Ids;
  /** Case numbers left out, because the lost life may have given them to contacts. */
  readonly skippedNumbers: number;
}

/**
 * Data that was set back to a backup begins a new life: another epoch, so that every device resynchronises and offers
 * again what was lost (RE1); no mail that may have left already leaves by itself (RE5); no case number is given out
 * twice (RE6). Null where there is no hub's data.
 */
export async function beginNewLife(tx: WriteTx, { now, ids, skippedNumbers }: Beginning): Promise<NewLife | null> {
  const known = await tx.meta();
  if (known === null) return null;
  const meta = { ...known, epoch: ids.next() };
  await tx.setMeta(meta);
  await tx.skipCaseNumbers(yearOf(now), skippedNumbers);
  const mails = await tx.unsentMails();
  for (const mail of mails) {
    await tx.setMail({ id: mail.id, state: 'uncertain' });
    if (mail.kind !== 'reminder') await tx.showDelivery({ ...mail, state: 'uncertain' });
  }
  const facts = { epoch: meta.epoch, previousEpoch: known.epoch, skippedNumbers, uncertainMails: mails.length };
  await tx.appendAudit([{ at: now, kind: 'restored', actor: nobody, conversation: null, facts }]);
  return { meta, uncertainMails: mails.length };
}
