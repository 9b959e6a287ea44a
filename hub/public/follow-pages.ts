import type { Flag } from '../../shared/model/flag.ts';
import { dateWords, hoursWords, placeWords } from '../appointments/wording.ts';
import type { FollowView } from '../follow/follow-view.ts';
import { escapeHtml, type Html, html } from '../html.ts';
import { confidentialWords } from '../../shared/model/confidential-words.ts';
import { followTexts } from './follow-texts.ts';
import type { Language } from './languages.ts';
import { layout } from './pages.ts';
import { texts } from './texts.ts';

export type FollowProblem = 'missing' | 'tooLong' | 'tooOften' | 'failed';

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
      ${appointments(page)} ${history(page)} ${writeForm(page)}`,
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

function history({ language, view }: FollowPage): Html {
  const t = followTexts[language];
  return html`<section>
    <h2>${t.history}</h2>
    <ol class="history">
      ${view.entries.map(
        ({ at, text }) =>
          html`<li>
            <p><strong>${text === null ? t.youWrote : t.weAnswered}</strong> · ${dateWords(at, language)}</p>
            ${text !== null && answer(text)}
          </li>`,
      )}
    </ol>
  </section>`;
}

/** As it was written, line by line. */
const answer = (text: string): Html => html`<p class="answer">${text}</p>`;

function writeForm(page: FollowPage): Html {
  const t = followTexts[page.language];
  const hint = page.view.state === 'resolved' ? `${t.writeResolved} ${t.writeHint}` : t.writeHint;
  const wrong = page.problem === null ? '' : ' aria-invalid="true"';
  // Not by template: see the form of the portal.
  const area = `<textarea id="text" name="text" rows="6" required aria-describedby="text-hint"${wrong}>\n${escapeHtml(page.text)}</textarea>`;
  return html`<form id="follow" method="post" action="${page.path}?lang=${page.language}" accept-charset="utf-8">
    <input type="hidden" name="key" value="${page.key}" />
    <div class="field">
      <label for="text">${t.write}</label>
      <p class="hint" id="text-hint">${hint}</p>
      ${{ html: area }}
    </div>
    ${page.flags.length === 0 && html`<button type="submit">${t.send}</button>`}
  </form>`;
}

function problem(page: FollowPage): Html | false {
  if (page.flags.length > 0) return confidential(page);
  return (
    page.problem !== null &&
    html`<div class="problems" role="alert" tabindex="-1" autofocus>
      <p>${followTexts[page.language][page.problem]}</p>
    </div>`
  );
}

function confidential({ language, flags }: FollowPage): Html {
  const t = texts[language];
  const words = flags.map((flag) => confidentialWords[language][flag]);
  const what = new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
  return html`<div class="problems" role="alert" tabindex="-1" autofocus>
    <h2>${t.confidentialTitle}</h2>
    <p>${t.confidentialWhat(what)}</p>
    <p>${t.confidentialWhy}</p>
    <p class="decisions">
      <button form="follow" type="submit" name="decision" value="appointment">${t.askAppointment}</button>
      <button form="follow" type="submit" name="decision" value="send" class="quiet">${t.sendAnyway}</button>
    </p>
  </div>`;
}
