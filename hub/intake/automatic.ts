import { first, type Mail } from './read-mail.ts';

const MACHINE_LOCAL_PARTS = /^(mailer-daemon|postmaster|no-?reply|non-?rispondere|noreply[+-].*|bounces?([+-].*)?)$/i;

/**
 * Was this mail written by a machine? Such mail is never acknowledged and never counts as an answer (RFC 3834, and what
 * programs did before it).
 */
export function isAutomatic(mail: Mail, nullSender: boolean): boolean {
  const header = (name: string) => first(mail.headers, name).toLowerCase();
  const autoSubmitted = header('auto-submitted').split(/[;\s(]/)[0] ?? '';
  return (
    nullSender ||
    (autoSubmitted !== '' && autoSubmitted !== 'no') ||
    /^(bulk|junk|list|auto_reply)\b/.test(header('precedence')) ||
    header('x-autoreply') !== '' ||
    header('x-autorespond') !== '' ||
    header('x-auto-reply-from') !== '' ||
    forbidsAnswers(header('x-auto-response-suppress')) ||
    header('list-id') !== '' ||
    header('list-unsubscribe') !== '' ||
    isMachine(mail)
  );
}

/**
 * [MS-OXCMAIL]: `OOF`, `AutoReply` and `All` ask for no automatic answer; `DR`, `RN`, `NRN` only for no receipts, and
 * people's own mail carries these.
 */
function forbidsAnswers(value: string): boolean {
  return value.split(/[\s,;]+/).some((word) => word === 'all' || word === 'oof' || word === 'autoreply');
}

function isMachine(mail: Mail): boolean {
  return MACHINE_LOCAL_PARTS.test(mail.from?.address.split('@')[0] ?? '');
}
