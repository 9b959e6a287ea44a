import type { Association } from '../../../shared/guard/context.ts';

/** A made-up association, whose own identifiers are never confidential. */
export const association: Association = {
  name: 'Il Ponte ODV',
  phones: ['035 555 01 00', '350 555 0100'],
  emails: ['segreteria@ilponte.example'],
  addresses: ['via Borgo Palazzo 90, Bergamo'],
  tax_codes: ['95012345674'],
  ibans: ['IT25O0306909606100000012345'],
};
