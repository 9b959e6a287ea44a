import { expect, test } from 'vitest';
import { allowedFields } from '../../../../shared/log/allowed-fields.ts';
import { placeOfDefect } from '../../../../shared/log/place-of-defect.ts';

function thrown(message: string, frames: readonly string[]): Error {
  const error = new TypeError(message);
  error.stack = [`TypeError: ${message}`, ...frames.map((frame) => `    ${frame}`)].join('\n');
  return error;
}

const frames = [
  'at open (file:///C:/Users/Rita%20Bianchi/AppData/Local/Programs/Sportello/core/index.js:12:3)',
  'at async Session.take (/home/rita.bianchi/sportello/dist/core/index.js:400:21)',
  'at C:\\Users\\Rita Bianchi\\Sportello\\main\\index.js:7:1',
  'at new Promise (<anonymous>)',
  'at node:internal/process/task_queues:95:5',
  'at file:///home/rita.bianchi/main/index.js:1:1',
];

test('[DG1] a place is a function and a line of our own file: no message, and no folder, which may carry a name', () => {
  const place = placeOfDefect(thrown('cannot read "Rita Bianchi, via Roma"\n    at somewhere', frames));
  expect(place).not.toMatch(/rita|bianchi|roma|users|home|somewhere/i);
  expect(place).toBe(
    'at open (index.js:12:3) < at async Session.take (index.js:400:21) < at index.js:7:1 < at task_queues:95:5 < at index.js:1:1',
  );
});

test('[DG1] the list of fields takes such a place, and nothing else for one', () => {
  const place = placeOfDefect(thrown('x', frames));
  expect(allowedFields({ event: 'defect', name: 'TypeError', at: place })).toEqual({
    event: 'defect',
    name: 'TypeError',
    at: place,
  });
  expect(allowedFields({ at: 'cannot read "Rita Bianchi"', name: 'Rita Bianchi', subject: 'x', code: 'x' })).toEqual(
    {},
  );
});
