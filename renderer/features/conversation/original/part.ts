/** Where a picture of the mail itself belongs: the id of its attachment (OM3). */
export const PART_ATTRIBUTE = 'data-part';
