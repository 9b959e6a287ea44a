import * as z from 'zod';
import type { Policy } from '../policy/policy.ts';

/** What is known of a package since it was built: `release.json` beside the programs. A development tree has none. */
export const releaseSchema = z.strictObject({
  isSigned: z.boolean(),
  /** `machine`: installed for everybody, by an administrator. */
  installation: z.enum(['user', 'machine']),
  updates: z
    .strictObject({
      url: z.string().max(300),
      channel: z.enum(['stable', 'beta']),
      /** Ed25519, SPKI, base64. No policy changes it: a policy names another mirror, not another author. */
      publicKey: z.string().max(200),
    })
    .nullable(),
});
export type Release = z.infer<typeof releaseSchema>;

export type UpdatePlan =
  | { readonly mode: 'off'; readonly why: 'development' | 'machine' | 'policy' | 'not-configured' | 'not-encrypted' }
  | { readonly mode: 'notify'; readonly url: string; readonly channel: 'stable' | 'beta'; readonly publicKey: string };

/** Whether this program looks for newer ones, and where (UP4). */
export function planUpdates(release: Release | null, policy: Policy): UpdatePlan {
  if (release === null) return { mode: 'off', why: 'development' };
  if (release.installation === 'machine') return { mode: 'off', why: 'machine' };
  if (policy.UpdateMode === 'off') return { mode: 'off', why: 'policy' };
  if (release.updates === null) return { mode: 'off', why: 'not-configured' };
  const { publicKey } = release.updates;
  const url = policy.UpdateUrl ?? release.updates.url;
  const channel = policy.UpdateChannel ?? release.updates.channel;
  if (!/^https:\/\/|^http:\/\/127\.0\.0\.1[:/]/.test(url)) return { mode: 'off', why: 'not-encrypted' };
  return { mode: 'notify', url, channel, publicKey };
}
