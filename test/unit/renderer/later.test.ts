import { expect, test } from 'vitest';
import { later } from '../../../renderer/store/later.ts';

test('a part is fetched when it is wanted, and once', async () => {
  let fetched = 0;
  const part = later(() => Promise.resolve((fetched += 1)));
  expect(fetched).toBe(0);
  expect(await part.load()).toBe(1);
  expect(await part.load()).toBe(1);
});

test('what could not be fetched is fetched again', async () => {
  const answers = [() => Promise.reject(new Error('gone')), () => Promise.resolve('here')];
  const part = later(() => answers.shift()?.() ?? Promise.resolve('never'));
  await expect(part.load()).rejects.toThrow('gone');
  expect(await part.load()).toBe('here');
});
