import type { alerts as italian } from '../it/alerts.ts';

export const alerts = {
  'alerts.title': 'Notifications',
  'alerts.lead':
    'They show on the PC’s screen while you are not looking at Sportello. They only say what it is about and the number of the case: never a name, a subject or a text. Press one to open the case.',
  'alerts.lead-shared':
    'They show on the PC’s screen while you are not looking at Sportello. This PC is shared: they only say how much is new, and they go when you lock.',
  'alerts.cannot':
    'This system shows no notifications: look at the window now and then, or ask whoever looks after the PCs.',
  'alerts.kind.arrived': 'Something new waits in my groups',
  'alerts.kind.assigned': 'A case was passed to me',
  'alerts.kind.written': 'The contact wrote in a case or chat of mine',
  'alerts.kind.due': 'Something is due: a promise, a call, somebody who has waited for too long',
  'alerts.quiet': 'Do not disturb',
  'alerts.quiet-hour': 'For an hour',
  'alerts.quiet-tomorrow': 'Until tomorrow',
  'alerts.resume': 'Resume notifications',
  'alerts.not-quiet': 'Whatever happens while notifications are silent is in the window, as always.',
  'alerts.quiet-until': 'Notifications are silent. They resume on {at}.',
  'alerts.quiet-daily': 'Do not disturb in these hours of every day',
  'alerts.quiet-from': 'From',
  'alerts.quiet-to': 'To',
  'alerts.no-time': 'Write an hour such as 20:00.',
} satisfies Record<keyof typeof italian, string>;
