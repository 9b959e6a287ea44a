import type { NeedToKnow } from '../../shared/model/need-to-know.ts';
import type { AuditHead } from '../audit/entry.ts';
import type { Device } from './storage.ts';

/**
 * What every command looks at and hardly any changes. It outlives a transaction on a database that says when somebody else
 * has written to it (SQLite's `data_version`), until a transaction fails, or runs what is not known to leave it as it is
 * (`settled-tx.ts`). On a database of several hubs it is one transaction's.
 */
export interface Kept {
  feedSeq: number | null;
  /** The end of the chain, with what this transaction adds. */
  audit: AuditHead | null;
  /** `of` is null where nothing is kept from anybody. */
  needToKnow: { readonly of: NeedToKnow | null } | null;
  /** By id. */
  readonly admitted: Map<string, Device>;
}

export const newKept = (): Kept => ({ feedSeq: null, audit: null, needToKnow: null, admitted: new Map() });

export function forgetKept(kept: Kept): void {
  kept.admitted.clear();
  Object.assign(kept, { feedSeq: null, audit: null, needToKnow: null } satisfies Partial<Kept>);
}
