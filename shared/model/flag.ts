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
