import type { door as italian } from '../it/door.ts';

export const door = {
  'door.who': 'Who are you?',
  'door.who-lead': 'Choose your name. Everybody’s data is encrypted and opens with their own PIN only.',
  'door.who-list': 'Volunteers on this PC',
  'door.unnamed': 'Activation not finished',
  'door.waiting': '{count, plural, =0 {nothing outgoing} one {# thing to send} other {# things to send}}',
  'door.new': 'Activate for somebody else',
  'door.pin-title': 'Enter your PIN',
  'door.pin-title-of': 'PIN of {name}',
  'door.pin': 'PIN',
  'door.open': 'Open',
  'door.opening': 'Opening…',
  'door.pin-hint': 'At least 6 characters, letters too. Not a row of keys, not the same sign again and again.',
  'door.pin-new': 'New PIN',
  'door.pin-choose': 'Choose a PIN',
  'door.pin-again': 'The PIN again',
  'door.pin-former': 'Present PIN',
  'door.pin-differs': 'The two PINs are not the same: type them again.',
  'door.pin-changed': 'The PIN has changed.',
  'door.pin-change': 'Change the PIN',
  'door.pin-change-lead': 'The PIN opens your data on this PC. Nobody else knows it, not even the hub.',
  'door.choose-title': 'Protect your data with a PIN',
  'door.choose-lead':
    'From now on your data on this PC opens only with a PIN that you know. If you forget it nobody can get it back: it will take a new code, and what had not left yet will be lost.',
  'door.choose': 'Use this PIN',
  'door.hub-title': 'The hub is needed',
  'door.hub-lead':
    'The PIN is right. Opening your data on this PC takes the connection to the hub too: always on a shared PC, on others when the hub has not been seen for days. Your drafts and what is outgoing are where they were.',
  'door.hub-lead-stuck':
    'The PIN is right, but the hub no longer gives what it takes to open your data on this PC. Talk to a coordinator; if nothing can be done, you begin again with a new code.',
  'door.hub-asking': 'Asking the hub…',
  'door.gone-title': 'Your data is no longer on this PC',
  'door.gone-lead':
    'The access of this PC was withdrawn and all that it held in your name was deleted, also what had not left yet. The cases are at the hub. If you are to work here again, ask a coordinator for a code.',
  'door.begin-anew': 'Activate again',
  'door.switch': 'Switch volunteer',
  'door.lock': 'Lock',
  'door.forgotten': 'Forgot your PIN?',
  'door.forgotten-title': 'Forgotten PIN',
  'door.forgotten-lead':
    'A PIN cannot be recovered. You can delete the data of {name} from this PC and activate it again with a coordinator’s code: the cases come back from the hub, but drafts and things to send ({count, number}) are lost for good.',
  'door.forgotten-you': 'whoever works here',
  'door.forgotten-confirm': 'Delete and activate again',
  'door.stuck-begin': 'Begin again with a code',
  'door.stuck-title': 'Begin again with a code',
  'door.stuck-lead':
    'You can delete the data of {name} from this PC and activate it again with a coordinator’s code: the cases come back from the hub, but drafts and things to send ({count, number}) are lost for good. Ask a coordinator first whether the access can be restored.',
  'door.security': 'PIN and lock',
  'door.security-none': 'This PC asks for no PIN: whoever uses your system account sees your data.',
  'key.lock': 'Lock the screen',
  'key.switch': 'Switch volunteer',
} as const satisfies Record<keyof typeof italian, string>;
