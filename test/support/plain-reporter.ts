// Prints what a person and a log file need: a line per file, each failure in full, the totals. Leaves the totals in the
// file that SPORTELLO_TEST_SUMMARY names, for scripts/test.mjs to add up.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

export interface TestSummary {
  passed: number;
  failed: number;
  skipped: number;
}

type ConsoleLog = Parameters<NonNullable<Reporter['onUserConsoleLog']>>[0];

type Failure = {
  title: string;
  errors: readonly { message: string; stack?: string | undefined; diff?: string | undefined }[];
};

export default class PlainReporter implements Reporter {
  #root = process.cwd();

  onInit(vitest: Vitest): void {
    this.#root = vitest.config.root;
  }

  onTestModuleEnd(module: TestModule): void {
    const counts = count([module]);
    const mark = counts.failed > 0 ? 'FAILED' : 'ok';
    const seconds = (module.diagnostic().duration / 1000).toFixed(1);
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(
      `${mark.padEnd(6)} ${this.#name(module)}  ${counts.passed} passed, ${counts.failed} failed${skipped}  ${seconds} s`,
    );
  }

  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    if (result.state === 'failed')
      this.#print({ title: `${this.#name(test.module)} > ${test.fullName}`, errors: result.errors });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string; stack?: string }[]): void {
    for (const module of modules) this.#printSuiteErrors(module);
    if (unhandled.length > 0) this.#print({ title: 'errors outside any test', errors: unhandled });
    const summary = count(modules);
    summary.failed += unhandled.length;
    const file = process.env['SPORTELLO_TEST_SUMMARY'];
    if (file) writeFileSync(file, JSON.stringify(summary));
    console.log(`tests: ${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`);
  }

  onUserConsoleLog(log: ConsoleLog): void {
    process[log.type].write(log.content);
  }

  #name(module: TestModule): string {
    return path.relative(this.#root, module.moduleId);
  }

  #printSuiteErrors(module: TestModule): void {
    for (const { title, errors } of suiteErrors(module))
      this.#print({ title: `${this.#name(module)} ${title}`, errors });
  }

  #print({ title, errors }: Failure): void {
    console.log(`\nFAILED ${title}`);
    for (const error of errors) {
      const text = error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`;
      console.log(indent(`${withoutToolFrames(text)}${error.diff ? `\n${error.diff}` : ''}`));
    }
    console.log('');
  }
}

/** A failed file, `describe` or `beforeAll` counts as one failure: without it, the tests that it skipped would look harmless. */
function count(modules: readonly TestModule[]): TestSummary {
  const summary = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed' || state === 'failed' || state === 'skipped') summary[state] += 1;
      else summary.failed += 1; // never finished
    }
    summary.failed += suiteErrors(module).length;
  }
  return summary;
}

function suiteErrors(module: TestModule): Failure[] {
  const suites = [...module.children.allSuites()].map((suite) => ({
    title: `> ${suite.fullName}`,
    errors: suite.errors(),
  }));
  return [{ title: '(the file itself)', errors: module.errors() }, ...suites].filter(({ errors }) => errors.length > 0);
}

const withoutToolFrames = (text: string) =>
  text.replace(/^ +at .*(node_modules\/(vite|vitest)\/|\(node:internal).*\n?/gm, '');

const indent = (text: string) => stripVTControlCharacters(text).replace(/^/gm, '  ');
