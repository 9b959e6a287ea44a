import * as z from 'zod';

/** Categories of confidential matters, in the order in which they are shown. A conversation is flagged when it has any. */
export const flags = [
  'fiscal_code',
  'iban',
  'payment_card',
  'id_document',
  'driver_licence',
  'health_card',
  'credential',
  'third_party_contact',
  'health',
  'disability',
  'religion',
  'politics',
  'union',
  'sex_life',
  'ethnicity',
  'judicial',
  'family',
  'abuse',
  'minors',
  'economic',
  'confidence',
] as const;
export const flagSchema = z.enum(flags);
export type Flag = z.infer<typeof flagSchema>;

/** Why a confidential reply is sent all the same: the person asked for it, it is the association's own, or it is none. */
export const despiteReasons = ['asked-for', 'our-own', 'false-alarm'] as const;

/** What a volunteer decided about a reply that the guard stopped: what it found, and why the reply is sent. Never its words. */
export const despiteSchema = z.object({
  flags: z.array(flagSchema).min(1).max(flags.length),
  reason: z.enum(despiteReasons),
});
export type Despite = z.infer<typeof despiteSchema>;
