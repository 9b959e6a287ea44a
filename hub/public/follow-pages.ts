import type { Flag } from '../../shared/model/flag.ts';
import { dateWords, hoursWords, placeWords } from '../appointments/wording.ts';
import type { FollowView } from '../follow/follow-view.ts';
import { requiredWords } from '../../shared/model/required-words.ts';
import { escapeHtml, type Html, html } from '../html.ts';
import { confidentialWords } from '../../shared/model/confidential-words.ts';
import { followTexts } from './follow-texts.ts';
import type { Language } from './languages.ts';
import { ACCEPTED, layout } from './pages.ts';
import { texts } from './texts.ts';

export type FollowProblem = 'missing' | 'tooLong' | 'tooOften' | 'failed' | 'files-many' | 'files-large' | 'files-type';

export interface FollowPage {
  readonly language: Language;
  readonly association: string;
  /** Of the link itself. */
  readonly path: string;
  readonly view: FollowView;
  /** Makes a second press of the button the same message. */
  readonly key: string;
  readonly text: string;
  readonly problem: FollowProblem | null;
  readonly flags: readonly Flag[];
  readonly isSent: boolean;
  /** Files were chosen that the browser has forgotten. */
  readonly hadFiles: boolean;
}

export function followPage(page: FollowPage): string {
  const t = followTexts[page.language];
  const { view } = page;
  return layout(
    { ...page, title: t.title(view.number) },
    html`<h1>${t.title(view.number)}</h1>
      ${page.isSent && html`<p class="notice" role="status">${t.sent}</p>`} ${problem(page)}
      <p class="intro">${t.states[view.state]}</p>
      <dl class="facts">
        <div>
          <dt>${t.received}</dt>
          <dd>${dateWords(view.arrivedAt, page.language)}</dd>
        </div>
        <div>
          <dt>${t.group}</dt>
          <dd>${view.groupName[page.language]}</dd>
        </div>
      </dl>
      ${required(page)} ${appointments(page)} ${history(page)} ${writeForm(page)}`,
  );
}

/** The same for a number that never was and for a wrong secret. */
export function followGonePage(page: Pick<FollowPage, 'language' | 'association' | 'path'>): string {
  const t = followTexts[page.language];
  return layout(
    { ...page, title: t.goneTitle },
    html`<h1>${t.goneTitle}</h1>
      <p>${t.gone}</p>`,
  );
}

function appointments({ language, view }: FollowPage): Html | false {
  const t = followTexts[language];
  return (
    view.appointments.length > 0 &&
    html`<section>
      <h2>${t.appointments}</h2>
      ${view.appointments.map(
        (appointment) =>
          html`<p class="when">
            <strong>${dateWords(appointment.startAt, language)}, ${hoursWords(appointment, language)}</strong>
            ${placeWords[language][appointment.place]}
          </p>`,
      )}
      <p class="hint">${t.appointmentHint}</p>
    </section>`
  );
}

/** What we still wait for, and what has come; the section stays while the case is open ([RQ3]). */
function required({ language, view }: FollowPage): Html | false {
  const t = followTexts[language];
  return (
    view.required.length > 0 &&
    view.state !== 'resolved' &&
    html`<section>
      <h2>${t.required}</h2>
      <ul>
        ${view.required.map(
          ({ kind, isIn }) =>
            html`<li>${requiredWords[language][kind]}: <strong>${isIn ? t.requiredIn : t.requiredAsked}</strong></li>`,
        )}
      </ul>
      ${view.required.some(({ isIn }) => !isIn) && html`<p class="hint">${t.requiredHint}</p>`}
    </section>`
  );
}

function history({ language, view, path }: FollowPage): Html {
  const t = followTexts[language];
  return html`<section>
    <h2>${t.history}</h2>
    <ol class="history">
      ${view.entries.map(
        ({ at, text, files }) =>
          html`<li>
            <p><strong>${text === null ? t.youWrote : t.weAnswered}</strong> · ${dateWords(at, language)}</p>
            ${text !== null && answer(text)}
            ${
              files.length > 0 &&
              html`<ul class="files">
                ${files.map((file) => html`<li>${fileLine(file, { path, language })}</li>`)}
              </ul>`
            }
          </li>`,
      )}
    </ol>
  </section>`;
}

/** As it was written, line by line. */
const answer = (text: string): Html => html`<p class="answer">${text}</p>`;

/** What we sent can be fetched; of what the person sent only the name is shown. */
function fileLine(
  { id, name, sizeBytes }: FollowView['entries'][number]['files'][number],
  { path, language }: Pick<FollowPage, 'path' | 'language'>,
): Html {
  const size = sizeWords(sizeBytes, language);
  if (id === null) return html`${name} (${size})`;
  return html`<a href="${path}/file/${encodeURIComponent(id)}" download="${name}">${name}</a> (${size})`;
}

function sizeWords(bytes: number, language: Language): string {
  const isLarge = bytes >= 1_000_000;
  const amount = isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1_000));
  const unit = isLarge ? 'megabyte' : 'kilobyte';
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}

function writeForm(page: FollowPage): Html {
  const t = followTexts[page.language];
  const hint = page.view.state === 'resolved' ? `${t.writeResolved} ${t.writeHint}` : t.writeHint;
  const isOfFiles = page.problem?.startsWith('files-') === true;
  const wrong = page.problem === 'missing' || page.problem === 'tooLong' ? ' aria-invalid="true"' : '';
  // Not by template: see the form of the portal.
  const area = `<textarea id="text" name="text" rows="6" required aria-describedby="text-hint"${wrong}>\n${escapeHtml(page.text)}</textarea>`;
  return html`<form
    id="follow"
    method="post"
    action="${page.path}?lang=${page.language}"
    accept-charset="utf-8"
    enctype="multipart/form-data"
  >
    <input type="hidden" name="key" value="${page.key}" />
    <div class="field">
      <label for="text">${t.write}</label>
      <p class="hint" id="text-hint">${hint}</p>
      ${{ html: area }}
    </div>
    <div class="field">
      <label for="files"
        >${texts[page.language].files} <span class="optional">(${texts[page.language].optional})</span></label
      >
      <p class="hint" id="files-hint">${texts[page.language].filesHint}</p>
      <input
        id="files"
        name="files"
        type="file"
        multiple
        accept="${ACCEPTED}"
        aria-describedby="files-hint"
        ${isOfFiles && html`aria-invalid="true"`}
      />
    </div>
    ${
      page.flags.length === 0 &&
      html`<p class="decisions">
        <button type="submit">${t.send}</button>
        <button type="submit" name="decision" value="appointment" class="quiet" formnovalidate>
          ${texts[page.language].askAppointment}
        </button>
      </p>`
    }
  </form>`;
}

function problem(page: FollowPage): Html | false {
  if (page.flags.length > 0) return confidential(page);
  return (
    page.problem !== null &&
    html`<div class="problems" role="alert" tabindex="-1" autofocus>
      <p>${problemWords(page.problem, page.language)}</p>
      ${page.hadFiles && html`<p>${texts[page.language].filesAgain}</p>`}
    </div>`
  );
}

function problemWords(found: FollowProblem, language: Language): string {
  return found === 'files-many' || found === 'files-large' || found === 'files-type'
    ? texts[language].problems[found]
    : followTexts[language][found];
}

function confidential({ language, flags, hadFiles }: FollowPage): Html {
  const t = texts[language];
  const words = flags.map((flag) => confidentialWords[language][flag]);
  const what = new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
  return html`<div class="problems" role="alert" tabindex="-1" autofocus>
    <h2>${t.confidentialTitle}</h2>
    <p>${t.confidentialWhat(what)}</p>
    <p>${t.confidentialWhy}</p>
    ${hadFiles && html`<p>${t.filesAgain}</p>`}
    <p class="decisions">
      <button form="follow" type="submit" name="decision" value="appointment">${t.askAppointment}</button>
      <button form="follow" type="submit" name="decision" value="send" class="quiet">${t.sendAnyway}</button>
    </p>
  </div>`;
}
