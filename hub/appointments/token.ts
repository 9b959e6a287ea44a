import { createHash } from 'node:crypto';

/**
 * What the hub keeps of a secret link (AP9): with its data alone nobody can open one. Looking a hash up also takes no time
 * from which anything of the token could be learned.
 */
export const hashOfToken = (token: string): string =>
  createHash('sha256').update(`sportello-offer ${token}`).digest('hex');
