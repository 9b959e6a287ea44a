export const shell = {
  'app.name': 'Sportello',
  'app.starting': 'Opening the archive of this workstation…',
  'app.key-problem':
    'The key of the archive can’t be read: usually the system’s keyring is locked or has changed. The archive is intact; unlock the keyring and reopen Sportello, or ask whoever manages the workstation.',
  'app.core-restarting':
    'The part of Sportello that keeps the archive stopped and is starting again. What you wrote is safe.',
  'app.core-stopped':
    'The part of Sportello that keeps the archive has stopped. What was saved is safe; close and reopen Sportello to go on.',
  'app.broken.title': 'This window ran into an error',
  'app.broken.text': 'Saved drafts are safe in the archive of this workstation. Reload the window to go on.',
  'app.broken.reload': 'Reload the window',
  'app.title': '{view} ({count}) · Sportello',

  'person.unknown': 'person no longer listed',
  'person.someone': 'somebody else',
  'group.unknown': 'group no longer listed',
  'time.recently': 'a moment ago',
  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.dismiss': 'Understood',

  'landmark.top': 'Top bar',
  'landmark.navigation': 'Views and groups',
  'landmark.list': 'List of cases',
  'landmark.page': 'Page',
  'landmark.conversation': 'Open case',
  'landmark.details': 'Details of the case',
  'landmark.status': 'State of Sportello',
  'landmark.notices': 'Notices',

  'view.to-take': 'To take',
  'view.mine': 'Mine',
  'view.chats': 'Active chats',
  'view.voicemail': 'Voicemail',
  'view.passed-on': 'With others',
  'view.resolved': 'Resolved',
  'nav.groups': 'Groups',
  'nav.work': 'Tools',
  'nav.canned-replies': 'Canned replies',
  'nav.agenda': 'Agenda',
  'nav.outbox': 'Outgoing',
  'nav.settings': 'Settings',
  'nav.keys': 'Keys',
  'nav.count': '{count, plural, =0 {no case} one {# case} other {# cases}}',

  'top.search': 'Search cases, people, texts…',
  'top.search-label': 'Search',
  'top.recent': 'Recent searches',
  'top.forget-recent': 'Clear recent searches',
  'top.clear-search': 'Clear the search',
  'top.commands': '{key, select, none {Open the commands} other {{key}: open the commands}}',
  'top.own-state':
    'Colleagues see you as {state, select, away {away: press to be available} other {available: press to be away}}',
  'top.me': '{name}, {role, select, coordinator {coordinator} other {volunteer}}',

  'status.working': 'One more moment…',
  'status.online': 'Synchronised',
  'status.offline': 'Offline',
  'status.connecting': 'Connecting to the hub…',
  'status.offline-since': 'Offline since {since}',
  'status.starting': 'Opening…',
  'status.locked': 'Locked',
  'status.not-enrolled': 'Workstation not activated',
  'status.syncing': 'Synchronising: {done} of {total}',
  'status.outbox': '{count, plural, one {# outgoing} other {# outgoing}}',
  'status.keyring-none': 'Archive without a keyring',
  'status.keyring-none-why':
    'This system offers no keyring: what guards the archive is the PIN, if there is one, and the hub. Ask whoever manages the workstation to turn one on.',
  'status.development-runtime': 'Development version',
  'status.development-runtime-why':
    'Sportello runs on an Electron for development, without current security fixes. Don’t use it with real cases.',
  'status.settings-problem': 'Default settings',
  'status.settings-problem-why':
    'The settings file could not be read: the defaults are in use. The unreadable file was kept aside.',
  'status.keys.move': 'move',
  'status.keys.claim': 'claim',
  'status.keys.reply': 'reply',
  'status.keys.help': 'keys',

  'toasts.landmark': 'Outcomes{key, select, none {} other { ({key})}}',
  'toasts.past': 'Last outcomes',
  'toasts.none': 'None yet since the window was opened.',
  'toasts.undo': 'Undo',

  'offline.banner': 'Offline since {since}.',
  'offline.what-works':
    'You can read, search and write: {count, plural, =0 {what you write leaves} one {# outgoing thing leaves} other {# outgoing things leave}} by itself when the connection is back.',
  'offline.retry': 'Try now',
  'sync.first': 'First synchronisation: {done} of {total} cases',
  'sync.progress': 'Progress of the synchronisation',

  'notice.refused':
    '{command, select, reply {Your reply} note {Your note} claim {The claim} release {The release} add_participant {The addition of an operator} remove_participant {Removing a participant} transfer {The transfer} ask_transfer {The transfer} withdraw_transfer {Taking back the transfer} accept_transfer {Accepting the transfer} decline_transfer {The answer to the transfer} resolve {Resolving} reopen {Reopening} heard {The hearing of the voicemail} book_appointment {The appointment} move_appointment {Moving the appointment} close_appointment {The change of the appointment} redact {Your redaction} redact_attachment {Destroying the attachment} set_guard_word {The word for the guard} keep_document {Your document for the vault} destroy_document {The destruction of the document} offer_appointment {The offer of an appointment} set_promise {The promise} end_promise {Ending the promise} merge {The merge} unmerge {Taking the cases apart} log_call {The telephone call} confirm_contact {The update of the contact details} settle_mail {What became of the e-mail} create {The new case} other {A command}}{command, select, set_guard_word {} create { {number}} other { for case {number}}} was not accepted.',
  'notice.added': 'You now take part in case {number}: a colleague added you.',
  'notice.removed': 'You no longer take part in case {number}: its content was removed from this workstation.',
  'notice.evicted-while-open': 'Case {number} was open here and has been claimed.',
  'notice.lease-expired':
    'Chat {number} is no longer yours: this workstation was offline for too long. What you had written is in your drafts.',
  'notice.expired':
    'This workstation was without connection for long: the text of unclaimed cases was removed. It comes back with the connection; your own cases are all here.',
  'notice.database-rebuilt':
    '{rescued, select, enrolled {The archive of this workstation was damaged and has been rebuilt: the cases come from the hub again.} other {The archive of this workstation could not be opened and has been rebuilt: the cases come from the hub as soon as the workstation is enrolled again.}} {drafts, plural, =0 {No draft} one {# draft} other {# drafts}} and {commands, plural, =0 {no command} one {# command} other {# commands}} to be sent were saved. {missing, select, none {Nothing is missing.} other {Something that had not left yet may be missing.}}',
  'notice.open': 'Open',
  'notice.another-time': 'Choose another time',

  'announce.arrivals': '{count, plural, one {# case has arrived} other {# cases have arrived}} to take.',
  'announce.text-size': 'Text at {percent} per cent.',
  'announce.online': 'The connection is back.',
  'announce.offline': 'The connection is lost. You can go on working.',

  'sign-in.again': 'Activate this workstation again',
  'sign-in.again-lead':
    'Drafts and outgoing messages stay here and leave after the activation. It takes a code in the name of {name}.',
  'sign-in.again-open': 'Enter a code',
  'sign-in.title': 'Activate this workstation',
  'sign-in.lead':
    'Ask a coordinator for the enrolment code: it works once, for fifteen minutes, and ties this workstation to your name.',
  'sign-in.hub': 'Address of the hub',
  'sign-in.hub-fixed': 'Fixed by your organisation.',
  'sign-in.hub-hint': 'Starts with wss:// or, on the same computer, with ws://',
  'sign-in.code': 'Enrolment code',
  'sign-in.code-hint': 'Case, spaces and hyphens don’t matter',
  'sign-in.submit': 'Activate',
  'sign-in.busy': 'Activating…',
  'sign-in.association': 'Association: {name}',
  'sign-in.keyring-none':
    'This system offers no keyring: what guards your data on this workstation is the PIN and the hub. Choose a long PIN, with letters, and ask whoever manages the workstation to turn a keyring on.',
  'sign-in.promise':
    'What you read here stays here: as soon as a colleague claims a case, its text is gone from this workstation.',
} as const;
