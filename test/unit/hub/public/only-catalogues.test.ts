import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeWords } from '../../../../hub/appointments/wording.ts';
import { appointmentPage, plainPage, type Shown } from '../../../../hub/public/appointment-pages.ts';
import { appointmentTexts } from '../../../../hub/public/appointment-texts.ts';
import { followGonePage, followPage, type FollowPage } from '../../../../hub/public/follow-pages.ts';
import { followTexts } from '../../../../hub/public/follow-texts.ts';
import { donePage, failurePage, formPage, type FormPage } from '../../../../hub/public/pages.ts';
import { type Problem, texts } from '../../../../hub/public/texts.ts';
import type { Appointment } from '../../../../shared/model/appointment.ts';
import { confidentialWords } from '../../../../shared/model/confidential-words.ts';
import { flags } from '../../../../shared/model/flag.ts';
import { requiredWords } from '../../../../shared/model/required-words.ts';

/** With every text of the catalogues in brackets, nothing that the public reads stands outside of them but data. */
const catalogues = [texts, followTexts, appointmentTexts, confidentialWords, requiredWords, placeWords].map(
  ({ it }) => it as Texts,
);
interface Texts {
  [id: string]: unknown;
}
const undo: (() => void)[] = [];

function wrap(catalogue: Texts): void {
  for (const [id, text] of Object.entries(catalogue)) {
    if (typeof text === 'object') wrap(text as Texts);
    else catalogue[id] = wrapped(text);
    if (typeof text !== 'object') undo.push(() => (catalogue[id] = text));
  }
}

const wrapped = (text: unknown): unknown =>
  typeof text === 'function'
    ? (...given: unknown[]) => `⟦${String((text as (...all: unknown[]) => unknown)(...given))}⟧`
    : `⟦${String(text)}⟧`;

beforeAll(() => catalogues.forEach(wrap));
afterAll(() => undo.forEach((back) => back()));

const frame = { language: 'it', association: '§', path: '/pratica/§' } as const;
const at = Date.UTC(2026, 10, 22, 9, 45);
const slot = { startAt: at, endAt: at + 1_800_000 };
const appointment = {
  ...{ id: '§', conversationId: '§', groupId: '§', place: 'office', state: 'booked', sequence: 0 },
  ...slot,
} as unknown as Appointment;
const fields = { name: '§', email: '§', phone: '§', group: '', subject: '§', text: '§' };
const categories = [{ id: '§', name: { it: '§', en: '§' }, groupId: '§' }];
const form: FormPage = { ...frame, fields, categories, key: '§', problems: [], hadFiles: true, flags: [] };
const follow: FollowPage = {
  ...frame,
  ...{ key: '§', text: '§', problem: null, flags: [], isSent: true, hadFiles: true },
  view: {
    ...{ number: '2026-000124', groupName: { it: '§', en: '§' }, state: 'claimed', arrivedAt: at, resolvedAt: null },
    entries: [
      { at, text: null, files: [{ id: null, name: '§', sizeBytes: 2_000_000 }] },
      { at, text: '§', files: [{ id: '§', name: '§', sizeBytes: 2_000 }] },
    ],
    appointments: [appointment],
    required: [
      { kind: 'identity', isIn: true },
      { kind: 'photo', isIn: false },
    ],
  },
};
const shown: Shown = {
  ...frame,
  view: {
    ...{ number: '2026-000124', groupId: '§', groupName: { it: '§', en: '§' }, place: 'phone', expiresAt: at },
    ...{ state: 'open', appointment: null, slots: [slot] },
  },
  ...{ asked: null, wasTaken: true },
};
const booked: Shown = { ...shown, wasTaken: false, view: { ...shown.view, state: 'booked', appointment } };
const problems = Object.keys(texts.it.problems) as Problem[];

const pages: Readonly<Record<string, () => string>> = {
  form: () => formPage(form),
  'form with problems': () =>
    formPage({ ...form, problems: problems.map((problem) => ({ field: null, problem })), flags: [...flags] }),
  'form with a problem at a field': () => formPage({ ...form, problems: [{ field: 'email', problem: 'email-wrong' }] }),
  done: () => donePage({ ...frame, number: '2026-000124', at, email: '§', followPath: '/§' }),
  failure: () => failurePage({ ...frame, problem: 'busy' }),
  follow: () => followPage(follow),
  'follow, resolved': () => followPage({ ...follow, view: { ...follow.view, state: 'resolved' } }),
  'follow, stopped': () => followPage({ ...follow, flags: ['health', 'family'] }),
  'follow, too large': () => followPage({ ...follow, problem: 'files-large' }),
  'follow, gone': () => followGonePage(frame),
  choose: () => appointmentPage(shown),
  'choose again': () =>
    appointmentPage({ ...shown, view: { ...shown.view, appointment: { ...appointment, state: 'cancelled' } } }),
  'no times': () => appointmentPage({ ...shown, view: { ...shown.view, slots: [] } }),
  booked: () => appointmentPage(booked),
  move: () => appointmentPage({ ...booked, asked: 'move' }),
  cancel: () => appointmentPage({ ...booked, asked: 'cancel' }),
  gone: () => plainPage(frame, 'gone'),
  'too often': () => plainPage(frame, 'tooOften'),
};

/** Texts and what is read aloud, without the brackets; dates, sizes and the like come from the platform. */
function outside(page: string): string[] {
  const said = [...page.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(([, text]) => text ?? '');
  const texts_ = page.replaceAll(/<!DOCTYPE[^>]*>|<[^>]*>/g, '\n').split('\n');
  return [...said, ...texts_.join('\n').split(/\n{2,}/)]
    .map((text) => unbracketed(text).trim())
    .filter((text) => /\p{L}{2,}/u.test(text.replaceAll(fromPlatform, '')));
}

function unbracketed(text: string): string {
  const inner = text.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  return inner === text ? text : unbracketed(inner);
}

const fromPlatform = /domenica|novembre|\b(?:MB|kB)\b/g;

describe('pages of the public', () => {
  test.each(Object.keys(pages))('%s', (name) => {
    const page = pages[name]?.() ?? '';
    expect(page).toContain('⟦');
    expect(outside(page)).toEqual([]);
  });

  test('what is not from a catalogue would be found', () => {
    expect(outside('<p>⟦Nome ⟦e⟧ cognome⟧</p><p>Send</p>')).toEqual(['Send']);
    expect(outside('<a title="Close">⟦Chiudi⟧</a>')).toEqual(['Close']);
  });
});

/** Two class names, or values of `rel`: read by nobody. */
const classNames = /^(?:card stopped|entry (?:hub|visitor)|icon send|noopener noreferrer)$/;

test('the bubble has its words from its catalogue: nowhere else stands a phrase or a name of a control', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../widget');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !['texts.ts', 'style.ts'].includes(file));
  const phrases = files.flatMap((file) => {
    const code = readFileSync(path.join(folder, file), 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '');
    return [...code.matchAll(/(['`])((?:(?!\1).)*)\1/g)]
      .map(([, , text]) => (text ?? '').replaceAll(/\$\{[^}]*\}/g, ''))
      .filter((text) => /\p{L}{2,} \p{L}{2,}|[À-ú]/u.test(text) && !classNames.test(text))
      .map((text) => `${file}: ${text}`);
  });
  expect(phrases).toEqual([]);
});
