export const undo = {
  'done.resolve': 'Case {number} resolved.',
  'done.reopen': 'Case {number} reopened.',
  'done.release': 'Case {number} released: it waits again.',
  'done.transfer-group': 'Case {number} passed to {to}.',
  'done.promise': 'Promised by {when}.',
  'done.promise-kept': 'Promise marked as kept.',
  'done.promise-cancelled': 'Promise cancelled.',
  'toasts.undone': 'Undone.',
  'key.undo': 'Undo what was done last',
  'unseen.title': 'Resolve case {number}?',
  'unseen.lead':
    '{count, plural, one {The contact has sent a message that you have not read yet.} other {The contact has sent # messages that you have not read yet.}} You find what is new further down in the conversation.',
  'unseen.read': 'Go back and read',
  'unseen.resolve': 'Resolve all the same',
  'settings.tray': 'When the window is closed, stay in the notification area',
  'settings.tray-hint':
    'Its icon tells how much there is to look at, never what. From there you open Sportello, take the next one, choose not to be disturbed, or quit.',
  'sync.title': 'Synchronisation',
  'sync.online-since': 'In sync, connected since {since}',
  'sync.nothing-waits': 'Nothing waits: the hub has confirmed everything.',
  'sync.waits': '{count, plural, one {# thing waits} other {# things wait}}, the first since {since}.',
} as const;
