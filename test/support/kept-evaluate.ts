import type { ElectronApplication } from 'playwright';

/** On a busy machine five in a row were lost. */
const TRIES = 30;
const collected = /garbage collected|was collected/;

interface Call {
  readonly number: number;
  readonly source: string;
  readonly arg: unknown;
}

/**
 * Makes `evaluate` keep what it answers in the program. V8's inspector holds the answer that it waits for weakly, so that a
 * collection at that instant loses it ("Resulting promise was garbage collected"), although the function has run. It is then
 * asked for again, and never run twice.
 */
export function keepAnswers(electron: ElectronApplication): void {
  const evaluate = electron.evaluate.bind(electron) as (run: typeof inProgram, call: Call) => Promise<unknown>;
  let calls = 0;
  const kept = async (fn: unknown, arg: unknown): Promise<unknown> => {
    calls += 1;
    const call = { number: calls, source: String(fn), arg };
    for (let left = TRIES; ; left -= 1) {
      try {
        return await evaluate(inProgram, call);
      } catch (error) {
        if (left <= 1 || !collected.test(String(error))) throw error;
      }
    }
  };
  Object.assign(electron, { evaluate: kept });
}

/** Travels as text: it may name nothing outside itself. */
function inProgram(electron: unknown, { number, source, arg }: Call): unknown {
  const program = globalThis as unknown as { testAnswers?: Map<number, unknown> };
  const answers = (program.testAnswers ??= new Map());
  if (!answers.has(number)) {
    // The test’s own function, carried over as text: as Playwright itself does it.
    const run = (0, eval)(`(${source})`) as (electron: unknown, arg: unknown) => unknown;
    answers.set(number, run(electron, arg));
  }
  return answers.get(number);
}
