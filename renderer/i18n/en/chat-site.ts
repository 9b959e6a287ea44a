import type { chatSite as it } from '../it/chat-site.ts';

export const chatSite: Readonly<Record<keyof typeof it, string>> = {
  'chat-site.title': 'Chat on the web site',
  'chat-site.lead':
    'The bubble of the chat opens only on pages of the sites that you allow here; every other page is refused. It counts at once.',
  'chat-site.looking': 'Asking the hub for the sites…',
  'chat-site.sites': 'Allowed sites',
  'chat-site.none': 'No site: for now the chat opens nowhere.',
  'chat-site.fixed': 'fixed by whoever runs the hub',
  'chat-site.remove': 'Remove {origin}',
  'chat-site.removed': '{origin} may not have the chat any more.',
  'chat-site.added': '{origin} may have the chat.',
  'chat-site.origin': 'Address of the site',
  'chat-site.origin-hint': 'Only its beginning, as https://www.example.org: no page, no slash at the end.',
  'chat-site.wrong': 'That is not the address of a site: write only its beginning, as https://www.example.org.',
  'chat-site.known': 'This site is allowed already.',
  'chat-site.add': 'Allow',
  'chat-site.groups': 'Groups that the chat offers',
  'chat-site.groups-why':
    'Outside the hours people can leave a request. The hours are changed in “Coordination”, “Hours and deadlines”.',
  'chat-site.by-hours': 'open by its hours',
  'chat-site.always': 'always open: it has no hours',
  'chat-site.line': 'The line for the site',
  'chat-site.first': 'Group that is chosen at first',
  'chat-site.first-none': 'none in particular',
  'chat-site.copy': 'Copy the line',
  'chat-site.copied': 'Copied.',
  'chat-site.no-url': 'To get the line to copy, whoever runs the hub has to set its public address.',
};
