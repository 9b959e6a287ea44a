import { useCallback } from 'react';
import type { Conversation } from '../../shared/model/conversation.ts';
import type { SystemEvent } from '../../shared/model/message.ts';
import { type Text, useText } from '../i18n/text.tsx';
import { useDirectory } from './use-directory.ts';

type Plain = Extract<SystemEvent, { code: 'claimed' | 'resolved' | 'lease-expired' | 'redacted' | 'inspected' }>;

/** Of what is said with one name. */
const plainKey = (event: Plain) => {
  if (event.code === 'inspected') return `event.inspected.${event.step}` as const;
  if (event.code !== 'redacted') return `event.${event.code}` as const;
  return event.attachmentId === undefined ? 'event.redacted' : 'event.redacted-file';
};

const partedKey = ({ userId, removedUserId }: Extract<SystemEvent, { code: 'parted' }>) =>
  userId === removedUserId ? 'event.left' : 'event.parted';
const joinedKey = ({ sees }: Extract<SystemEvent, { code: 'joined' }>) =>
  sees === undefined ? 'event.joined' : (`event.joined-${sees}` as const);

/** Who came to take part, and who takes part no longer. */
function companyText(
  t: Text['t'],
  event: Extract<SystemEvent, { code: 'joined' | 'parted' }>,
  nameOf: (id: string) => string,
): string {
  const name = nameOf(event.userId);
  return event.code === 'joined'
    ? t(joinedKey(event), { name, to: nameOf(event.addedUserId) })
    : t(partedKey(event), { name, to: nameOf(event.removedUserId) });
}

const reopenedKey = ({ userId }: Extract<SystemEvent, { code: 'reopened' }>) =>
  userId === null ? 'event.reopened-by-contact' : 'event.reopened';

type Released = Extract<SystemEvent, { code: 'released' }>;

const releasedText = (t: Text['t'], { skipped, isOverdue }: Released, name: string): string => {
  if (isOverdue === true) return t('event.returned', { name });
  return skipped === undefined
    ? t('event.released', { name })
    : t('event.skipped', { name, why: skipped.replaceAll('-', '_') });
};

type Nameless = Extract<
  SystemEvent,
  { code: 'attachment-refused' | 'reminded' | 'certified' | 'visitor' | 'late' | 'undeliverable' }
>;

/** Of what nobody on the staff did. */
function namelessText(t: Text['t'], event: Nameless): string {
  switch (event.code) {
    case 'attachment-refused':
      return t('event.attachment-refused', { reason: event.reason });
    case 'reminded':
      return t('event.reminded');
    case 'certified':
      return t(event.isProved ? 'event.certified' : 'event.certified-by-its-word');
    case 'visitor':
      return t(`event.visitor.${event.step}`);
    case 'late':
      return t(`event.late.${event.thing}`, { level: event.level === 2 ? 'two' : 'one' });
    case 'undeliverable':
      return t('event.undeliverable', { why: (event.why ?? 'not-delivered').replaceAll('-', '_') });
  }
}

const targetOf = (
  { toUserId, toGroupId }: Extract<SystemEvent, { code: 'transferred' }>,
  { nameOf, groupName }: Pick<ReturnType<typeof useDirectory>, 'nameOf' | 'groupName'>,
): string => (toUserId === null ? groupName(toGroupId ?? '') : nameOf(toUserId));

/** The line for something that happened and that nobody wrote. */
export function useEventText({ origin }: Pick<Conversation, 'origin'>): (event: SystemEvent) => string {
  const { t } = useText();
  const { nameOf, groupName } = useDirectory();
  const appointmentText = useAppointmentText();
  const callText = useCallText();
  const passingText = usePassingText();
  return useCallback(
    (event) => {
      switch (event.code) {
        case 'opened':
          if (event.desk === undefined) return t(`event.opened.${origin}`);
          return t(`event.opened.${event.desk.way}`, { name: nameOf(event.desk.userId) });
        case 'released':
          return releasedText(t, event, nameOf(event.userId));
        case 'claimed':
        case 'resolved':
        case 'lease-expired':
        case 'inspected':
        case 'redacted':
          return t(plainKey(event), { name: nameOf(event.userId) });
        case 'merged':
        case 'unmerged':
          return t(`event.${event.code}`, { name: nameOf(event.userId), number: event.number });
        case 'document':
          return t(`event.document.${event.step}`, { name: event.userId === null ? '' : nameOf(event.userId) });
        case 'joined':
        case 'parted':
          return companyText(t, event, nameOf);
        case 'passing':
          return passingText(event);
        case 'transferred':
          return t(event.accepted === true ? 'event.accepted' : 'event.transferred', {
            name: nameOf(event.userId),
            to: targetOf(event, { nameOf, groupName }),
          });
        case 'reopened':
          return t(reopenedKey(event), { name: event.userId === null ? '' : nameOf(event.userId) });
        case 'mail-settled':
          return t(`event.mail-${event.outcome}`, { name: nameOf(event.userId) });
        case 'heard':
          return t('event.heard', { name: nameOf(event.userId), how: event.how.replaceAll('-', '_') });
        case 'attachment-refused':
        case 'reminded':
        case 'certified':
        case 'visitor':
        case 'late':
        case 'undeliverable':
          return namelessText(t, event);
        case 'call':
        case 'contact-confirmed':
        case 'promised':
        case 'required':
          return callText(event);
        case 'appointment':
          return appointmentText(event);
      }
    },
    [t, nameOf, groupName, appointmentText, callText, passingText, origin],
  );
}

function usePassingText(): (event: Extract<SystemEvent, { code: 'passing' }>) => string {
  const { t, dates } = useText();
  const { nameOf } = useDirectory();
  return useCallback(
    ({ step, userId, toUserId, until = 0, reason = 'other' }) => {
      const who = { name: nameOf(userId), to: nameOf(toUserId) };
      return t(`event.passing.${step}`, { ...who, until: dates.clock(until), why: reason.replaceAll('-', '_') });
    },
    [t, dates, nameOf],
  );
}

function useAppointmentText(): (event: Extract<SystemEvent, { code: 'appointment' }>) => string {
  const { t, dates } = useText();
  const { nameOf, groupName } = useDirectory();
  return useCallback(
    (event) => {
      const name = event.userId === null ? t('event.appointment.contact') : nameOf(event.userId);
      const where = t(`place.${event.place}`);
      const when = event.startAt === null ? '' : dates.full(event.startAt);
      const reason = event.reason?.replaceAll('-', '_') ?? 'none';
      return t(`event.appointment.${event.step}`, { name, reason, group: groupName(event.groupId), where, when });
    },
    [t, dates, nameOf, groupName],
  );
}

function useCallText(): (
  event: Extract<SystemEvent, { code: 'call' | 'contact-confirmed' | 'promised' | 'required' }>,
) => string {
  const { t, dates } = useText();
  const { nameOf } = useDirectory();
  return useCallback(
    (event) => {
      const name = nameOf(event.userId);
      if (event.code === 'contact-confirmed')
        return t(event.isChanged ? 'event.contact-changed' : 'event.contact-confirmed', { name });
      if (event.code === 'required')
        return t(`event.required.${event.step}`, { name, what: t(`required.kind.${event.kind}`) });
      if (event.code === 'promised') {
        const kind = event.inAnalysis ? 'analysis' : 'answer';
        return t(`event.promised.${event.step}`, { name, kind, when: dates.full(event.dueAt) });
      }
      const { outcome, againAt } = event;
      const tried = t('event.call', { name, how: outcome.replaceAll('-', '_') });
      return againAt === null ? tried : `${tried} · ${t('event.call-again', { when: dates.full(againAt) })}`;
    },
    [t, dates, nameOf],
  );
}
