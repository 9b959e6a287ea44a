import { createHash } from 'node:crypto';
import type { Category } from '../../shared/model/categories.ts';
import { MAX_WRITTEN_TEXT } from '../../shared/model/message.ts';
import { examineFiles, type OfferedFile } from '../intake/attachments.ts';
import { cleanLine, cleanText } from '../intake/clean-text.ts';
import { answerableAddress, isInDomain } from '../intake/contact-of-mail.ts';
import type { Incoming } from '../ports.ts';
import type { Problem } from './texts.ts';

export const MAX_FILES = 5;

/** What was typed, as it was typed. */
export interface Fields {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly group: string;
  readonly subject: string;
  readonly text: string;
}
export type FieldName = keyof Fields | 'files';

export interface FoundProblem {
  /** Null: about the whole form. */
  readonly field: FieldName | null;
  readonly problem: Problem;
}

export const emptyFields: Fields = { name: '', email: '', phone: '', group: '', subject: '', text: '' };

export interface Submission {
  readonly fields: Fields;
  readonly key: string;
  readonly files: readonly OfferedFile[];
  /** What the limits cut off while it was read. */
  readonly cut: { readonly tooMany: boolean; readonly tooLarge: boolean; readonly text: boolean };
}

export type Validated =
  | { readonly ok: true; readonly incoming: Incoming }
  | { readonly ok: false; readonly problems: readonly FoundProblem[] };

const KEY = /^[A-Za-z0-9_-]{20,64}$/;
const PHONE = /^\+?[\d\s()./-]{5,40}$/;

/** What is sent instead of a confidential text: that, and nothing that was written. */
export function appointmentOnly({ fields, key }: Submission): Submission {
  return {
    fields: { ...fields, subject: 'Richiesta di appuntamento', text: 'La persona chiede un appuntamento.' },
    key,
    files: [],
    cut: { tooMany: false, tooLarge: false, text: false },
  };
}

export interface Around {
  readonly mailDomain: string;
  /** What can be chosen (RT6). */
  readonly categories: readonly Category[];
}

const categoryOf = ({ group }: Fields, categories: readonly Category[]): Category | undefined =>
  categories.find(({ id }) => id === group);

/** The request, or all that the person has to mend, in the order of the form. */
export async function validate(submission: Submission, around: Around): Promise<Validated> {
  const { fields, files } = submission;
  const { attachments, refused } = await examineFiles(files);
  const problems = [...fieldProblems(submission, around), ...fileProblems(submission, refused)];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    incoming: {
      channel: 'ticket',
      origin: 'portal',
      contact: {
        name: cleanLine(fields.name, 200),
        email: answerableAddress(fields.email),
        phone: fields.phone.trim() === '' ? null : cleanLine(fields.phone, 40),
      },
      subject: cleanLine(fields.subject, 200),
      text: cleanText(fields.text),
      quoted: null,
      groupId: categoryOf(fields, around.categories)?.groupId ?? null,
      attachments,
      refusedAttachments: [],
      automatic: false,
      verified: false,
      dedupeKey: dedupeKey(submission),
      replyToken: null,
    },
  };
}

function fieldProblems({ fields, key, cut }: Submission, { mailDomain, categories }: Around): FoundProblem[] {
  const found: FoundProblem[] = [];
  const check = (field: FieldName | null, problem: Problem, isWrong: boolean) => {
    if (isWrong) found.push({ field, problem });
  };
  const email = answerableAddress(fields.email);
  const isEmailGiven = fields.email.trim() !== '';
  check(null, 'key-wrong', !KEY.test(key));
  check('name', 'name-missing', cleanLine(fields.name, 1) === '');
  check('name', 'name-long', fields.name.length > 200);
  check('email', 'email-missing', !isEmailGiven);
  check('email', 'email-wrong', isEmailGiven && email === null);
  check('email', 'email-ours', email !== null && isInDomain(email, mailDomain));
  check('phone', 'phone-wrong', fields.phone.trim() !== '' && !PHONE.test(fields.phone.trim()));
  check('group', 'group-wrong', fields.group !== '' && categoryOf(fields, categories) === undefined);
  check('subject', 'subject-missing', cleanLine(fields.subject, 1) === '');
  check('subject', 'subject-long', fields.subject.length > 200);
  check('text', 'text-missing', cleanText(fields.text).trim() === '');
  check('text', 'text-long', cut.text || fields.text.replace(/\r\n/g, '\n').length > MAX_WRITTEN_TEXT);
  return found;
}

function fileProblems({ files, cut }: Submission, refused: readonly ('type' | 'size' | 'count')[]): FoundProblem[] {
  const problems: [Problem, boolean][] = [
    ['files-many', cut.tooMany || files.length > MAX_FILES],
    ['files-large', cut.tooLarge || refused.includes('size')],
    ['files-type', refused.includes('type')],
  ];
  return problems.flatMap(([problem, isFound]) => (isFound ? [{ field: 'files' as const, problem }] : []));
}

/** A second press of the button sends the same; going back, changing the text and sending again is a new request. */
function dedupeKey({ key, fields, files }: Submission): string {
  const hash = createHash('sha256').update(JSON.stringify([key, ...(Object.values(fields) as string[])]));
  for (const file of files) hash.update(`\n${file.name ?? ''}\n`).update(file.bytes);
  return `portal:${hash.digest('hex')}`;
}
