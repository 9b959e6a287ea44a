import { readFileSync } from 'node:fs';

export const domain = 'dbo.example';
export const token = 'kq3Vd0mWb7uT2xYh5pRz9sLc4nJf6gAe8iOq1tBw0Xy';
export const ownMessageId = `${token}.0199b2c4-7d1e@${domain}`;

export function readMailFixture(file: string): Buffer {
  return readFileSync(new URL(`../fixtures/mail/${file}`, import.meta.url));
}

type Expected =
  | {
      readonly kind: 'incoming';
      readonly contact: readonly [name: string, address: string | null];
      readonly subject: string;
      readonly text: string;
      readonly quoted?: RegExp;
      readonly groupId?: string;
      readonly attachments?: readonly (readonly [name: string, type: string])[];
      readonly refusedAttachments?: readonly string[];
      readonly automatic?: true;
      readonly token?: string;
      readonly channel?: 'voicemail';
      readonly verified?: true;
      readonly certified?: 'claimed';
      /** Of a voicemail. */
      readonly key?: string;
    }
  | { readonly kind: 'bounce'; readonly why?: 'unknown-address' }
  | { readonly kind: 'refused'; readonly reason: string; readonly answer: RegExp };

export interface MailCase {
  readonly file: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly expected: Expected;
}
