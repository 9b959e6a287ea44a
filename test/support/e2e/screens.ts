/** What lets a program draw on a screen. */
type Screen = Readonly<Record<string, string>>;

/** Those of which each is one worker's alone; none where windows open on a person's own screen. Made by scripts/lib/prepare.mjs. */
export const screens = (): readonly Screen[] =>
  JSON.parse(process.env['SPORTELLO_TEST_SCREENS'] ?? '[]') as readonly Screen[];
