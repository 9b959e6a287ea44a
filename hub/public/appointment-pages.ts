import type { Appointment } from '../../shared/model/appointment.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import type { OfferView } from '../appointments/offer-view.ts';
import { dateWords, hoursWords, placeWords } from '../appointments/wording.ts';
import { type Html, html } from '../html.ts';
import { appointmentTexts } from './appointment-texts.ts';
import type { Language } from './languages.ts';
import { layout } from './pages.ts';

/** What every page behind a secret link is drawn with. */
export interface Frame {
  readonly language: Language;
  readonly association: string;
  /** Of the link itself. */
  readonly path: string;
}

export interface Shown extends Frame {
  readonly view: OfferView;
  /** What the contact is about to do; else how things are. */
  readonly asked: 'move' | 'cancel' | null;
  /** The slot that was just asked for is somebody else's. */
  readonly wasTaken: boolean;
}

export function appointmentPage(page: Shown): string {
  const { view, asked } = page;
  const { appointment, state } = view;
  if (state === 'over') return plainPage(page, 'over');
  if (state !== 'booked' || appointment === null) return choosePage(page);
  if (asked === 'move' || page.wasTaken) return movePage(page, appointment);
  return asked === 'cancel' ? cancelPage(page, appointment) : bookedPage(page, appointment);
}

/** Pages that show nothing of any case: the same for a link that never was and for one that is not valid any more. */
export function plainPage(page: Frame, which: 'over' | 'gone' | 'tooOften' | 'failed'): string {
  const t = appointmentTexts[page.language];
  const [title, text] = {
    over: [t.overTitle, t.overIntro],
    gone: [t.goneTitle, t.goneIntro],
    tooOften: [t.tooOftenTitle, t.tooOften],
    failed: [t.failedTitle, t.failed],
  }[which] as [string, string];
  return layout(
    { ...page, title },
    html`<h1>${title}</h1>
      <p>${text}</p>`,
  );
}

function choosePage(page: Shown): string {
  const t = appointmentTexts[page.language];
  const isCancelled = page.view.appointment?.state === 'cancelled';
  const [title, intro] = isCancelled ? [t.cancelledTitle, t.cancelledIntro] : [t.chooseTitle, t.chooseIntro];
  return layout(
    { ...page, title },
    html`<h1>${title}</h1>
      <p class="intro">${intro}</p>
      ${takenNotice(page)} ${facts(page)} ${slotForm(page, 'book')}`,
  );
}

function movePage(page: Shown, appointment: Appointment): string {
  const t = appointmentTexts[page.language];
  return layout(
    { ...page, title: t.moveTitle },
    html`<h1>${t.moveTitle}</h1>
      ${takenNotice(page)}
      <p class="intro">${t.moveIntro}</p>
      ${when(page, appointment)} ${slotForm(page, 'move')}
      <p><a href="${here(page)}">${t.cancelNo}</a></p>`,
  );
}

function bookedPage(page: Shown, appointment: Appointment): string {
  const t = appointmentTexts[page.language];
  return layout(
    { ...page, title: t.bookedTitle },
    html`<h1>${t.bookedTitle}</h1>
      <p class="intro" role="status">${t.bookedIntro}</p>
      ${when(page, appointment)} ${facts(page)}
      <p class="actions">
        <a class="button" href="${page.path}/appuntamento.ics">${t.download}</a>
        <a class="button quiet" href="${here(page)}&amp;view=move">${t.move}</a>
        <a href="${here(page)}&amp;view=cancel">${t.cancel}</a>
      </p>`,
  );
}

function cancelPage(page: Shown, appointment: Appointment): string {
  const t = appointmentTexts[page.language];
  return layout(
    { ...page, title: t.cancelTitle },
    html`<h1>${t.cancelTitle}</h1>
      ${when(page, appointment)}
      <p>${t.cancelIntro}</p>
      <form method="post" action="${here(page)}" class="actions">
        <input type="hidden" name="action" value="cancel" />
        <button type="submit">${t.cancelYes}</button>
        <a class="button quiet" href="${here(page)}">${t.cancelNo}</a>
      </form>`,
  );
}

const here = ({ path, language }: Frame): string => `${path}?lang=${language}`;

function when({ language }: Frame, appointment: Slot): Html {
  const t = appointmentTexts[language];
  return html`<p class="when">
    <strong>${dateWords(appointment.startAt, language)}</strong> ${t.hours(hoursWords(appointment, language))}
  </p>`;
}

function facts({ language, view }: Shown): Html {
  const t = appointmentTexts[language];
  return html`<dl class="facts">
    <div>
      <dt>${t.number}</dt>
      <dd>${view.number}</dd>
    </div>
    <div>
      <dt>${t.group}</dt>
      <dd>${view.groupName[language]}</dd>
    </div>
    <div>
      <dt>${t.place}</dt>
      <dd>${placeWords[language][view.appointment?.place ?? view.place]}</dd>
    </div>
  </dl>`;
}

const takenNotice = ({ language, wasTaken }: Shown): Html | false =>
  wasTaken &&
  html`<div class="problems" role="alert" tabindex="-1" autofocus>
    <p>${appointmentTexts[language].taken} ${appointmentTexts[language].takenNext}</p>
  </div>`;

function slotForm(page: Shown, action: 'book' | 'move'): Html {
  const { slots } = page.view;
  const t = appointmentTexts[page.language];
  const last = slots.at(-1);
  if (last === undefined) return html`<p>${t.noTimes}</p>`;
  const further = `${action === 'move' ? '&view=move' : ''}&from=${last.endAt}`;
  return html`<form method="post" action="${here(page)}">
      <input type="hidden" name="action" value="${action}" />
      <ul class="slots">
        ${slots.map((slot) => html`<li>${slotButton(page, slot)}</li>`)}
      </ul>
    </form>
    <p><a href="${here(page)}${further}">${t.otherTimes}</a></p>`;
}

function slotButton({ language, view }: Shown, slot: Slot): Html {
  const t = appointmentTexts[language];
  return html`<button type="submit" name="slot" value="${slot.startAt}-${slot.endAt}">
    <strong>${dateWords(slot.startAt, language)}, ${t.hours(hoursWords(slot, language))}</strong>
    ${placeWords[language][view.place]}
  </button>`;
}
