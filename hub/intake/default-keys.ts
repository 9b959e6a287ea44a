/** Where the keys of the switchboard lead unless the association says otherwise; any other key, and none: the default group. */
export const defaultKeyGroups: Readonly<Record<string, string>> = { 3: 'segreteria', 8: 'telematici' };
