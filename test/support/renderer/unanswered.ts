const names = [
  'keep-place',
  'leave',
  'painted',
  'sit-down',
  'lock',
  'stand-up',
  'begin-anew',
  'open-link',
  // No dictionary on this PC.
  'dictionary',
];

/** What the desktop is asked for without saying anything in return. */
export const unanswered: Readonly<Record<string, () => null>> = Object.fromEntries(
  names.map((name) => [name, () => null]),
);
