import { createHash } from 'node:crypto';

/** What the hub keeps of a key: it has 256 bits of chance, so that a plain hash tells nothing. */
export const hashOfApiKey = (secret: string): string => createHash('sha256').update(`api-key\n${secret}`).digest('hex');
