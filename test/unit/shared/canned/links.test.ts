import { expect, test } from 'vitest';
import { linksIn, parseSite, refusedLinks } from '../../../../shared/canned/links.ts';

test.each([
  ['Veda https://www.dbo.example/soci.', ['https://www.dbo.example/soci']],
  ['(www.dbo.it/soci), oppure dbo.it!', ['www.dbo.it/soci', 'dbo.it']],
  ['ftp://dbo.example e javascript://x%0aalert(1)', ['ftp://dbo.example', 'javascript://x%0aalert(1']],
  ['Scriva ad anna.belotti@posta.it, alle 10.30, per i punti 2.1 e ecc. in italia', []],
  ['nome.it@posta.it', []],
  ['{{appointment.link}} e https://a.example/{{case.number}}', ['https://a.example/']],
  ['https://{{contact.name}}.it {{contact.name|altrove.it}}', ['https://', 'altrove.it']],
  ['Ripetuto dbo.it dbo.it', ['dbo.it']],
])('[CR5] the links in %s', (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

test.each([
  ['www.dbo.it', 'https://www.dbo.it/'],
  [' https://www.dbo.it/soci/ ', 'https://www.dbo.it/soci/'],
  ['HTTPS://WWW.DBO.IT:443/Soci', 'https://www.dbo.it/Soci'],
  ['https://www.dbo.it/a/../soci', null],
  ['https://dbo.it@altrove.it/', null],
  ['https://dbo.it/?a=b', null],
  ['javascript:alert(1)', null],
  ['file:///etc', null],
  ['dbo', null],
  ['due parole.it', null],
])('[CR5] a site that is typed as %s is kept as %s', (typed, kept) => {
  expect(parseSite(typed)).toBe(kept);
});

test.each([
  ['https://www.dbo.it/soci', true],
  ['www.dbo.it/soci/agenda?x=1', true],
  ['https://www.dbo.it/socievole', false],
  ['https://www.dbo.it/', false],
  ['http://www.dbo.it/soci', false],
  ['https://www.dbo.it:8443/soci', false],
  ['https://www.dbo.it/soci/../altro', false],
  ['https://www.dbo.it/soci/%2e%2e/altro', false],
  ['https://www.dbo.it.altrove.com/soci', false],
  ['https://www.dbo.it@altrove.com/soci', false],
  ['https://altrove.com/?https://www.dbo.it/soci', false],
  ['ftp://www.dbo.it/soci', false],
])('[CR5] with https://www.dbo.it/soci approved, %s: %s', (link, isApproved) => {
  expect(refusedLinks(`Veda ${link} grazie`, ['https://www.dbo.it/soci']).length === 0).toBe(isApproved);
});
