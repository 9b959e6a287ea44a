import type { Flag } from '../../shared/model/flag.ts';
import { ASSOCIATION_TIME_ZONE } from '../../shared/time-zone.ts';
import { escapeHtml, type Html, html } from '../html.ts';
import { confidentialWords } from '../../shared/model/confidential-words.ts';
import { followTexts } from './follow-texts.ts';
import type { Category } from '../../shared/model/categories.ts';
import type { Language } from './languages.ts';
import { type Problem, texts, type Texts } from './texts.ts';
import type { FieldName, Fields, FoundProblem } from './validate.ts';

export interface FormPage {
  readonly language: Language;
  readonly association: string;
  readonly fields: Fields;
  /** What can be chosen, in order; none: nothing is asked. */
  readonly categories: readonly Category[];
  /** Makes a second press of the button the same request. */
  readonly key: string;
  readonly problems: readonly FoundProblem[];
  readonly hadFiles: boolean;
  /** What the privacy guard found in it: it comes back for the person to decide. */
  readonly flags: readonly Flag[];
}

export function formPage(page: FormPage): string {
  const t = texts[page.language];
  const isSent = page.problems.length === 0 && page.flags.length === 0;
  const title = isSent ? t.title : `${t.errorPrefix}${t.title}`;
  return layout(
    { ...page, title },
    html`<h1>${t.title}</h1>
      <p class="intro">${t.intro}</p>
      ${page.problems.length > 0 && problemList(page, t)} ${page.flags.length > 0 && confidentialNotice(page, t)}
      <form id="ticket" method="post" action="/ticket" enctype="multipart/form-data" accept-charset="utf-8">
        <input type="hidden" name="lang" value="${page.language}" />
        <input type="hidden" name="key" value="${page.key}" />
        ${input(page, { name: 'name', label: t.name, autocomplete: 'name', maxLength: 200 })}
        ${input(page, { name: 'email', label: t.email, type: 'email', autocomplete: 'email', maxLength: 320, hint: t.emailHint })}
        ${input(page, { name: 'phone', label: t.phone, type: 'tel', autocomplete: 'tel', maxLength: 40, isOptional: true })}
        ${page.categories.length > 0 && groupSelect(page, t)}
        ${input(page, { name: 'subject', label: t.subject, maxLength: 200 })}
        <aside class="notice">
          <h2>${t.privacyTitle}</h2>
          <p>${t.privacy}</p>
        </aside>
        ${textArea(page, t)}
        <div class="field">
          <label for="files">${t.files} <span class="optional">(${t.optional})</span></label>
          <p class="hint" id="files-hint">${t.filesHint}</p>
          ${problemsOf(page, 'files', t)}
          <input id="files" name="files" type="file" multiple accept="${ACCEPTED}" aria-describedby="files-hint" />
        </div>
        <div class="trap" aria-hidden="true">
          <label for="website">${t.trap}</label><input id="website" name="website" tabindex="-1" autocomplete="off" />
        </div>
        ${page.flags.length === 0 ? html`<button type="submit">${t.send}</button>` : decisions(t)}
      </form>`,
  );
}

export interface DonePage {
  readonly language: Language;
  readonly association: string;
  readonly number: string;
  readonly at: number;
  readonly email: string;
  /** Where the case is followed (FU2). */
  readonly followPath: string | null;
}

export function donePage(page: DonePage): string {
  const t = texts[page.language];
  const locale = page.language === 'it' ? 'it-IT' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ASSOCIATION_TIME_ZONE, ...options }).format(page.at);
  const date = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  return layout(
    { ...page, title: t.doneTitle },
    html`<h1>${t.doneTitle}</h1>
      <p class="number"><span>${t.doneNumber}</span> <strong>${page.number}</strong></p>
      <p>${t.doneWhen(date, time)}</p>
      <p>${t.doneNext(page.email)}</p>
      <p class="hint">${t.doneCopy}</p>
      ${page.followPath !== null && followLink(page.language, page.followPath)}
      <p><a class="button quiet" href="/ticket?lang=${page.language}">${t.another}</a></p>`,
  );
}

function followLink(language: Language, path: string): Html {
  const t = followTexts[language];
  return html`<p><a class="button" href="${path}?lang=${language}">${t.follow}</a></p>
    <p class="hint">${t.followHint}</p>`;
}

/** For what went wrong before the form could be read. */
export function failurePage(page: { language: Language; association: string; problem: Problem }): string {
  const t = texts[page.language];
  return layout(
    { ...page, title: t.failedTitle },
    html`<h1>${t.failedTitle}</h1>
      <p role="alert">${t.problems[page.problem]}</p>
      <p><a class="button" href="/ticket?lang=${page.language}">${t.backToForm}</a></p>`,
  );
}

export const ACCEPTED =
  '.pdf,.png,.jpg,.jpeg,.gif,.webp,.heic,.docx,.xlsx,.odt,.ods,.txt,.csv,.ics,.wav,.mp3,.ogg,.m4a';

export interface Layout {
  readonly language: Language;
  readonly association: string;
  readonly title: string;
  /** Where the other language is read; the form unless it is another page. */
  readonly path?: string;
}

export function layout(page: Layout, content: Html): string {
  const t = texts[page.language];
  const other = page.language === 'it' ? 'en' : 'it';
  return html`<!DOCTYPE html>
    <html lang="${page.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} – ${page.association}</title>
        <link rel="stylesheet" href="/portal.css" />
      </head>
      <body>
        <header>
          <span class="association">${page.association}</span>
          <a href="${page.path ?? '/ticket'}?lang=${other}" lang="${other}" hreflang="${other}">${t.otherLanguage}</a>
        </header>
        <main>${content}</main>
      </body>
    </html>`.html;
}

function problemList(page: FormPage, t: Texts): Html {
  return html`<div class="problems" role="alert" tabindex="-1" autofocus>
    <h2>${t.errorTitle}</h2>
    <p>${t.errorIntro}</p>
    <ul>
      ${page.problems.map(({ field, problem }) =>
        field === null
          ? html`<li>${t.problems[problem]}</li>`
          : html`<li><a href="#${field}">${t.problems[problem]}</a></li>`,
      )}
    </ul>
    ${page.hadFiles && html`<p>${t.filesAgain}</p>`}
  </div>`;
}

/** Before the form, so that it is the first thing read; its buttons belong to the form. */
function confidentialNotice(page: FormPage, t: Texts): Html {
  const words = page.flags.map((flag) => confidentialWords[page.language][flag]);
  const what = new Intl.ListFormat(page.language, { type: 'conjunction' }).format(words);
  return html`<div class="problems" role="alert" tabindex="-1" autofocus>
    <h2>${t.confidentialTitle}</h2>
    <p>${t.confidentialWhat(what)}</p>
    <p>${t.confidentialWhy}</p>
    ${page.hadFiles && html`<p>${t.filesAgain}</p>`} ${decisions(t)}
  </div>`;
}

const decisions = (t: Texts): Html =>
  html`<p class="decisions">
    <button form="ticket" type="submit" name="decision" value="appointment">${t.askAppointment}</button>
    <button form="ticket" type="submit" name="decision" value="send" class="quiet">${t.sendAnyway}</button>
  </p>`;

interface Input {
  readonly name: 'name' | 'email' | 'phone' | 'subject';
  readonly label: string;
  readonly maxLength: number;
  readonly type?: string;
  readonly autocomplete?: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
}

function input(
  page: FormPage,
  { name, label, maxLength, type = 'text', autocomplete = 'off', hint, isOptional }: Input,
) {
  const t = texts[page.language];
  return html`<div class="field">
    <label for="${name}">${label}${isOptional === true && html` <span class="optional">(${t.optional})</span>`}</label>
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`} ${problemsOf(page, name, t)}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      maxlength="${maxLength}"
      autocomplete="${autocomplete}"
      value="${page.fields[name]}"
      ${describedBy(page, name, hint !== undefined)}${isOptional !== true && html` required`}
    />
  </div>`;
}

function textArea(page: FormPage, t: Texts): Html {
  // Not by template: a formatter may move the line break right after the tag. It is no part of the text (HTML, 13.2.6.4.7) and
  // protects one that the person typed.
  const attributes = describedBy(page, 'text', true).html;
  const element = `<textarea id="text" name="text" rows="9" required ${attributes}>\n${escapeHtml(page.fields.text)}</textarea>`;
  return html`<div class="field">
    <label for="text">${t.text}</label>
    <p class="hint" id="text-hint">${t.textHint}</p>
    ${problemsOf(page, 'text', t)} ${{ html: element }}
  </div>`;
}

function groupSelect(page: FormPage, t: Texts): Html {
  return html`<div class="field">
    <label for="group">${t.group}</label>
    ${problemsOf(page, 'group', t)}
    <select id="group" name="group" ${describedBy(page, 'group', false)}>
      <option value="">${t.groupUnknown}</option>
      ${page.categories.map(
        ({ id, name }) =>
          html`<option value="${id}" ${page.fields.group === id && html` selected`}>${name[page.language]}</option>`,
      )}
    </select>
  </div>`;
}

function problemsOf(page: FormPage, field: FieldName, t: Texts): Html | false {
  const own = page.problems.filter((found) => found.field === field);
  if (own.length === 0) return false;
  return html`<p class="problem" id="${field}-problem">${own.map(({ problem }) => t.problems[problem]).join(' ')}</p>`;
}

function describedBy(page: FormPage, field: FieldName, hasHint: boolean): Html {
  const isWrong = page.problems.some((found) => found.field === field);
  const ids = [hasHint ? `${field}-hint` : '', isWrong ? `${field}-problem` : ''].filter((id) => id !== '');
  return html`${isWrong && html`aria-invalid="true" `}${ids.length > 0 && html`aria-describedby="${ids.join(' ')}"`}`;
}
