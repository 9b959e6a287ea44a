/** Ids of the groups that the hub ships with. */
export const groupIds = ['segreteria', 'volontari', 'didattica', 'cassa', 'telematici'] as const;
