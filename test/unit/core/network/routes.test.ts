import { expect, test } from 'vitest';
import { createRoutes, ROUTE_TIMEOUT_MS } from '../../../../main/core/network/routes.ts';

/** Main as a list of questions, and timers that run when the test says so. */
function world() {
  const questions: string[] = [];
  const due = new Set<{ readonly delayMs: number; readonly run: () => void }>();
  const timers = {
    after(delayMs: number, run: () => void) {
      const timer = { delayMs, run };
      due.add(timer);
      return () => due.delete(timer);
    },
  };
  return { questions, due, routes: createRoutes(timers, (host) => questions.push(host)) };
}

test('whoever asks together shares one question and its answer; whoever asks later asks anew', async () => {
  const { questions, due, routes } = world();
  const both = Promise.all([routes.ask('centro.example'), routes.ask('centro.example')]);
  routes.answer('altro.example', 'http://wrong.example:1');
  routes.answer('centro.example', 'http://proxy.example:3128');
  expect(await both).toEqual(['http://proxy.example:3128', 'http://proxy.example:3128']);
  const later = routes.ask('centro.example');
  routes.answer('centro.example', null);
  expect(await later).toBeNull();
  expect(questions).toEqual(['centro.example', 'centro.example']);
  expect(due.size).toBe(0);
});

test('a question that main left without an answer does not stand in the way of the next one', async () => {
  const { questions, due, routes } = world();
  const first = routes.ask('centro.example');
  const [timer] = due;
  expect(timer?.delayMs).toBe(ROUTE_TIMEOUT_MS);
  timer?.run();
  expect(await first).toBeNull();
  const second = routes.ask('centro.example');
  expect(questions).toEqual(['centro.example', 'centro.example']);
  routes.answer('centro.example', 'http://proxy.example:3128');
  expect(await second).toBe('http://proxy.example:3128');
});
