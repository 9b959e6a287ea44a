import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * The volunteers who have data on this PC, each in a folder of their own with a database, a key file and a log (ID5). The first
 * one's is the program's own folder, as it was when there was only one; the others' are in `volunteers`.
 */
export interface Volunteer {
  readonly id: string;
  readonly folder: string;
  /** Null: not known yet. */
  readonly name: string | null;
  /** Commands that waited to leave when somebody looked last. */
  readonly waiting: number;
}

const FIRST = 'first';
const DATABASE = 'sportello.db';
export const KEY_FILE = 'keys.json';
/** What of a folder is a volunteer's; everything else is the program's. The keys first: without them the rest can't be read. */
const OWN = [KEY_FILE, 'secret.json', 'key.json', DATABASE, 'volunteer.json', 'logs'];

export const databaseIn = (folder: string): string => join(folder, DATABASE);
export const keyFileIn = (folder: string): string => join(folder, KEY_FILE);

const noteSchema = z.object({ name: z.string().max(120), waiting: z.number().int().nonnegative() });
const idSchema = z.string().regex(/^(?:first|[0-9a-f]{16})$/);

export function volunteersIn(userData: string): readonly Volunteer[] {
  const others = join(userData, 'volunteers');
  const names = existsSync(others) ? readdirSync(others).toSorted() : [];
  const found = names.filter((name) => idSchema.safeParse(name).success && name !== FIRST);
  const all = [FIRST, ...found].map((id) => volunteer(userData, id));
  return all.filter(({ folder }) => hasData(folder) && !isUnfinished(folder));
}

/** Whoever is not here yet: in a folder that somebody began and did not finish, in the first one, or in one of their own. */
export function newVolunteer(userData: string): Volunteer {
  const others = join(userData, 'volunteers');
  const begun = existsSync(others) ? readdirSync(others).find((name) => isUnfinished(join(others, name))) : undefined;
  const isFirstFree = !hasData(userData) || isUnfinished(userData);
  const id = isFirstFree ? FIRST : (begun ?? randomBytes(8).toString('hex'));
  const made = volunteer(userData, id);
  mkdirSync(made.folder, { recursive: true, mode: 0o700 });
  return made;
}

/** What the start screen says of somebody: in the open, because it is shown before anybody gave a PIN. */
export function note({ folder }: Volunteer, about: z.infer<typeof noteSchema>): void {
  writeFileSync(join(folder, 'volunteer.json'), JSON.stringify(about), { mode: 0o600 });
}

/** Deletes all that is a volunteer's, and nothing of anybody else's. */
export function removeVolunteer(userData: string, { id, folder }: Volunteer): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const own of OWN) {
    for (const name of names.filter(
      (found) => found === own || found.startsWith(`${own}.`) || found.startsWith(`${own}-`),
    )) {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
  if (id !== FIRST && folder.startsWith(userData)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function volunteer(userData: string, id: string): Volunteer {
  const folder = id === FIRST ? userData : join(userData, 'volunteers', id);
  return { id, folder, ...readNote(folder) };
}

function readNote(folder: string): Pick<Volunteer, 'name' | 'waiting'> {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(join(folder, 'volunteer.json'), 'utf8')));
  } catch {
    return { name: null, waiting: 0 };
  }
}

const hasData = (folder: string): boolean =>
  [KEY_FILE, 'key.json', 'secret.json', DATABASE].some((name) => existsSync(join(folder, name)));

const begunSchema = z.object({
  pin: z.null(),
  identity: z.null(),
  hasShare: z.literal(false),
  choosesPin: z.literal(false),
});

/** An enrolment that somebody began: a key file that knows of no device, no PIN and no name. */
function isUnfinished(folder: string): boolean {
  if (existsSync(join(folder, 'volunteer.json')) || existsSync(join(folder, 'key.json'))) return false;
  try {
    return begunSchema.safeParse(JSON.parse(readFileSync(keyFileIn(folder), 'utf8'))).success;
  } catch {
    return false;
  }
}
