import { describe, expect, test } from 'vitest';
import { isAuthenticated } from '../../../../hub/intake/authentication.ts';
import { caseOfProvedSender } from '../../../../hub/proved-sender.ts';
import type { ConversationRecord } from '../../../../hub/storage/storage.ts';

const from = { name: 'Elena', address: 'Elena@Example.com' };
const proved = (...values: string[]) =>
  isAuthenticated({ from, headers: new Map([['authentication-results', values]]) }, 'mx.dbo.example');

describe('who is a proved sender', () => {
  test.each([
    'mx.dbo.example; dmarc=pass header.from=example.com',
    'mx.dbo.example 1; spf=fail; dmarc=pass (p=reject) header.from="example.com"',
    'MX.dbo.example; dkim=pass header.d=example.com header.s=s1',
    'mx.dbo.example; dkim=fail header.d=other.org; dkim=pass header.i=@example.com',
    'mx.dbo.example; spf=pass smtp.mailfrom=elena@example.com',
  ])('[IN6] proved: %s', (value) => expect(proved(value)).toBe(true));

  test.each([
    '',
    'mx.dbo.example; none',
    'mx.dbo.example; dmarc=fail header.from=example.com',
    'mx.dbo.example; dmarc=pass header.from=other.example',
    'mx.dbo.example; dkim=pass header.d=com',
    'mx.dbo.example; dkim=pass header.d=sub.example.com',
    'mx.dbo.example; dkim=pass header.d=notexample.com',
    'mx.dbo.example; spf=pass smtp.mailfrom=bulk.example',
    'mx.dbo.example; x=fail (dmarc=pass header.from=example.com)',
    'elsewhere.example; dmarc=pass header.from=example.com',
    'mx.dbo.example.evil; dmarc=pass header.from=example.com',
  ])('[IN6] not proved: %s', (value) => expect(proved(value)).toBe(false));

  test('[IN6] what the sender wrote below the header of our server counts for nothing', () => {
    expect(proved('mx.dbo.example; dmarc=fail', 'mx.dbo.example; dmarc=pass header.from=example.com')).toBe(false);
    expect(proved('other.example; none', 'mx.dbo.example; dmarc=pass header.from=example.com')).toBe(false);
  });

  test('[IN6] without a server that is trusted nobody is proved', () => {
    const headers = new Map([['authentication-results', ['; dmarc=pass header.from=example.com']]]);
    expect(isAuthenticated({ from, headers }, null)).toBe(false);
  });
});

describe('the case of a proved sender', () => {
  const of = (over: Partial<ConversationRecord>) =>
    ({
      id: 'c',
      number: '2026-000001',
      channel: 'ticket',
      state: 'waiting',
      subject: '',
      ...over,
    }) as ConversationRecord;
  const own = [
    of({ id: 'new', number: '2026-000003', subject: 'Tessera' }),
    of({ id: 'open', number: '2026-000002', subject: 'Corso di inglese' }),
    of({ id: 'old', number: '2026-000001', subject: 'Gita', state: 'resolved' }),
    of({ id: 'chat', number: '2026-000009', subject: 'Sito', channel: 'chat' }),
  ];
  const found = (subject: string, over: { number?: string; answeredIds?: readonly string[] } = {}) =>
    caseOfProvedSender(
      { own, answeredIds: over.answeredIds ?? [] },
      { subject, thread: { references: [], number: over.number ?? null } },
    )?.id ?? null;

  test('[IN6] is the one that the subject numbers, also when it is resolved', () => {
    expect(found('Tessera', { number: '2026-000001' })).toBe('old');
  });
  test('[IN6] else one in which something is answered, of their own only', () => {
    expect(found('Altro', { answeredIds: ['stranger', 'old'] })).toBe('old');
    expect(found('Altro', { answeredIds: ['stranger'] })).toBeNull();
  });
  test('[IN6] else an open one with the same subject', () => {
    expect(found('R: Re: corso di Inglese [2026-000002]')).toBe('open');
    expect(found('Gita')).toBeNull();
    expect(found('Sito')).toBeNull();
  });
  test('[IN6] a new subject, or none, is a new case', () => {
    expect(found('Cambio di indirizzo')).toBeNull();
    expect(found('')).toBeNull();
  });
});
