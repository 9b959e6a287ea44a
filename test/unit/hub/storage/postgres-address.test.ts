import { expect, test } from 'vitest';
import { parsePostgresUrl, placeOf, postgresUrl } from '../../../../hub/storage/postgres-address.ts';

test('The address of a database is read out of a URL, names and passwords decoded', () => {
  expect(parsePostgresUrl('postgres://hub:p%40ss%2Fw@127.0.0.1:5433/sportello')).toEqual({
    host: '127.0.0.1',
    port: 5_433,
    database: 'sportello',
    user: 'hub',
    password: 'p@ss/w',
    tls: 'none',
  });
  expect(parsePostgresUrl('postgresql://[::1]/a')).toMatchObject({ host: '::1', port: 5_432, user: undefined });
  expect(parsePostgresUrl('postgres:///a?host=/run/postgresql')).toMatchObject({
    host: '/run/postgresql',
    tls: 'none',
  });
});

test.each([
  ['postgres://db.example/a', 'verified'],
  ['postgres://db.example/a?sslmode=require', 'unverified'],
  ['postgres://db.example/a?sslmode=disable', 'none'],
  ['postgres://localhost/a', 'none'],
  ['postgres://localhost/a?sslmode=verify-full', 'verified'],
  ['postgres://127.0.0.1.example/a', 'verified'],
])('%s is encrypted as %s', (url, tls) => {
  expect(parsePostgresUrl(url)).toMatchObject({ tls });
});

test.each([
  ['', 'nothing'],
  ['hub.db', 'a file'],
  ['mysql://h/a', 'another database'],
  ['postgres://h', 'no database'],
  ['postgres://h/', 'an empty database'],
  ['postgres:///a', 'no host'],
  ['postgres://h:70000/a', 'a port out of range'],
  ['postgres://h/a?sslmode=maybe', 'an unknown mode'],
  ['postgres://h/a?sslmod=disable', 'a misspelt parameter'],
  ['postgres://u:%E0%A4%A@h/a', 'a broken escape'],
  ['postgres://h/a#b', 'a fragment'],
])('%s is refused: %s', (url) => {
  expect(parsePostgresUrl(url)).toBeNull();
});

test('What is said about a place has no password in it', () => {
  const address = parsePostgresUrl('postgres://hub:secret@db.example/a');
  expect(address === null ? '' : placeOf(address)).toBe('db.example:5432/a');
});

test.each([
  'postgres://hub:p%40ss%2Fw@127.0.0.1:5433/sportello',
  'postgresql://[::1]/a',
  'postgres:///a?host=/run/postgresql',
  'postgres://only@db.example/a%20b?sslmode=require',
])('what is handed on as %s is the same address', (url) => {
  const address = parsePostgresUrl(url);
  expect(address === null ? null : parsePostgresUrl(postgresUrl(address))).toEqual(address);
});
