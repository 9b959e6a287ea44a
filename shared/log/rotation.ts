/** The part of Node's `fs` that a log file takes; given by the program, because shared code has no Node. */
export interface LogFileSystem {
  appendFileSync(file: string, text: string): void;
  existsSync(file: string): boolean;
  mkdirSync(folder: string, options: { readonly recursive: true }): unknown;
  renameSync(from: string, to: string): void;
  rmSync(file: string, options: { readonly force: true }): void;
  statSync(file: string): { readonly size: number; readonly mtimeMs: number };
}

export interface RotationOptions {
  readonly fs: LogFileSystem;
  readonly folder: string;
  /** `main.log`; older ones are `main.log.1` and so on. */
  readonly name: string;
  readonly maxBytes: number;
  /** Beside the one that is written to. */
  readonly keptFiles: number;
  readonly now: number;
}

/** A file that nobody has written to for so long goes at the next start (DG2). */
export const LOG_KEPT_MS = 30 * 24 * 60 * 60_000;

/** Lines in a file that is put aside when it has grown. A log that can't be written must not stop the work. */
export function rotatingLines(options: RotationOptions): (line: string) => void {
  const { fs, folder, name, maxBytes } = options;
  const file = `${folder}/${name}`;
  let sizeBytes = attempt(() => beginWith(options)) ?? 0;
  return (line) => {
    attempt(() => {
      fs.mkdirSync(folder, { recursive: true });
      if (sizeBytes > 0 && sizeBytes + line.length > maxBytes) {
        putAside(options);
        sizeBytes = 0;
      }
      fs.appendFileSync(file, line);
      sizeBytes += line.length;
    });
  };
}

/** Every name that such a log can have, the newest first. */
export const logNames = (name: string, keptFiles: number): readonly string[] => [
  name,
  ...Array.from({ length: keptFiles }, (_, index) => `${name}.${String(index + 1)}`),
];

/** Removes what is too old. @returns the size of what is written on. */
function beginWith({ fs, folder, name, keptFiles, now }: RotationOptions): number {
  const files = logNames(name, keptFiles).map((each) => `${folder}/${each}`);
  for (const file of files) {
    if (fs.existsSync(file) && fs.statSync(file).mtimeMs < now - LOG_KEPT_MS) fs.rmSync(file, { force: true });
  }
  const [current = ''] = files;
  return fs.existsSync(current) ? fs.statSync(current).size : 0;
}

function putAside({ fs, folder, name, keptFiles }: RotationOptions): void {
  const names = logNames(name, keptFiles);
  for (let number = keptFiles; number >= 1; number -= 1) {
    const [older, newer] = [`${folder}/${names[number] ?? ''}`, `${folder}/${names[number - 1] ?? ''}`];
    if (fs.existsSync(newer)) fs.renameSync(newer, older);
  }
}

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    // disk full or no right to write: said by the database first
    return null;
  }
}
