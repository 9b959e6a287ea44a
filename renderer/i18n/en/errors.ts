import type { ErrorCode, Failure } from '../../../shared/errors.ts';

export const errors = {
  'error.taken': '{name} claimed it {when}.',
  'error.not-next': 'Another case had arrived before this one. Press Next again.',
  'error.none-waiting': 'No case is waiting in your groups.',
  'error.lease-expired':
    'This workstation was offline for too long and the chat went back to the queue{holder, select, none {} other {: {name} has it now}}. Your text did not leave: it is in your drafts.',
  'error.stale': 'Meanwhile the case has gone to {name}. Your text did not leave: it is in your drafts.',
  'error.wrong-state': 'Meanwhile the case has changed state. Nothing is lost: look at it as it is now and try again.',
  'error.transfer-over':
    'The transfer does not wait for your answer any more: it was taken back meanwhile, or the case went elsewhere{holder, select, none {} other {, and {name} follows it now}}.',
  'error.not-participant': 'You don’t take part in this case, so you can’t write in it. Your text is in your drafts.',
  'error.unknown-conversation':
    'The hub no longer finds this case. Your text is in your drafts; the list updates by itself.',
  'error.unknown-user': 'The chosen person is no longer listed. The case stays with you: choose somebody else.',
  'error.unknown-group': 'The chosen group no longer exists. The case stays with you: choose another one.',
  'error.unknown-command':
    'The hub doesn’t know this command: it probably needs an update. Your text is in your drafts; tell whoever runs the hub.',
  'error.invalid-command':
    'The hub did not understand the command. Your text is in your drafts; if it happens again, tell whoever runs the hub.',
  'error.empty-text': 'The text is empty: write something before sending.',
  'error.text-too-long':
    'The text is longer than {limit, number} characters. It is in your drafts: shorten it or split it in two.',
  'error.confidential':
    'It holds something confidential, so it was not sent: the text is among the drafts. Offer an appointment, or send it all the same and say why.',
  'error.no-numbers': 'This workstation has no case numbers left: more come with the next connection.',
  'error.no-address':
    'The contact left no e-mail address. The text is in your drafts; you can write an internal note or reach them another way.',
  'error.forbidden': 'This is not part of your role. Nothing has changed; ask a coordinator.',
  'error.slot-taken': 'Somebody else has been given that time meanwhile. Please choose another free one.',
  'error.no-such-slot': 'That time is not one that the group offers, or it has passed. Please choose another free one.',
  'error.last-group': 'It is the only group in use: add another one first.',
  'error.last-coordinator': 'This is the only active coordinator: give somebody else that role first.',
  'error.name-taken': 'This name exists already: choose one that can’t be mistaken for it.',
  'error.canned-changed':
    'Somebody else has changed this reply meanwhile. What you wrote is still here: look at their version and decide.',
  'error.shortcut-taken': 'There is already a reply with this short name in this language: choose another one.',
  'error.link-refused': 'A link leads to a site that is not among those that the coordinators have approved.',
  'error.settings-changed': 'Somebody else has changed these settings meanwhile. What you wrote is still here.',
  'error.already-merged': 'One of the two cases is already merged with another: open it and merge from there.',
  'error.text-changed': 'The text has changed meanwhile. Look at it as it is now and, if need be, redact again.',
  'error.unseen':
    'Meanwhile the contact sent another message, which you had not seen. Read it: if this is still right, do it again. Your text is safe.',
  'error.file-missing':
    'An attachment did not reach the hub, so the reply was not sent: text and attachments are among your drafts. Remove the attachment, add it again and send.',
  'error.file-type':
    'This kind of file can’t be attached: PDF, pictures, Word, Excel or LibreOffice documents, text and audio are fine. Your text is safe.',
  'error.files-too-large':
    'The attachments of a reply can weigh {megabytes, number} MB together: remove one or make it smaller. Your text is safe.',
  'error.too-many-files':
    'There are too many attachments: {limit, select, 20 {the replies of a case carry 20 at most in all, redacted ones not counted} other {at most {limit} can go with a reply}}. Your text is safe.',
  'error.unknown-appointment':
    'There is no such appointment, or it is of another case. The agenda shows how things are.',
  'error.bad-frame':
    'The hub did not understand this workstation and closed the connection. Trying again by itself; what you wrote is safe.',
  'error.frame-too-large':
    'Something sent was too large and the hub closed the connection. What you wrote is safe; if it happens again, tell whoever runs the hub.',
  'error.unsupported-version':
    'This version of Sportello and the hub’s don’t understand each other. The archive is safe; ask whoever manages the workstation to update it.',
  'error.authentication-timeout': 'Signing in took too long. Trying again by itself; what you wrote is safe.',
  'error.bad-signature':
    'The hub did not recognise this workstation’s signature. The archive is safe; ask a coordinator for a new enrolment code.',
  'error.unknown-device':
    'The hub doesn’t know this workstation. The archive is safe; ask a coordinator for a new enrolment code.',
  'error.revoked-device': 'The access of this workstation was withdrawn. Ask a coordinator how to go on.',
  'error.wrong-code': 'This code is not right. Check it and type it again, or ask a coordinator for a new one.',
  'error.expired-code': 'This code has expired: it was good for fifteen minutes. Ask a coordinator for a new one.',
  'error.used-code': 'This code was already used. Every code works once: ask a coordinator for a new one.',
  'error.other-user':
    'This code belongs to somebody else. What is on this workstation stays with the person who used it: a code in that name is needed.',
  'error.reason-missing':
    'Write the reason, in at least {limit, plural, one {# character} other {# characters}}: whoever has the case reads it.',
  'error.rate-limited':
    'Too many attempts in a short time. Wait {seconds, plural, one {# second} other {# seconds}} and try again.',
  'error.sequence-gap':
    'The hub expected an earlier command. Going on from the right place by itself; nothing is lost.',
  'error.replaced': 'This workstation connected from another window. Trying again by itself; what you wrote is safe.',
  'error.silence': 'The hub no longer answers. Trying again by itself; you can go on reading and writing.',
  'error.hub-stopping':
    'The hub is stopping, usually for an update. Trying again by itself; you can go on reading and writing.',
  'error.internal':
    'Something unexpected went wrong. What was saved is safe; try again and, if it happens again, tell whoever runs the hub.',
  'error.hub-unreachable':
    'The hub can’t be reached. Check the network and the address; trying again by itself, and what you wrote is safe.',
  'error.hub-address':
    'This address is not right. It has to start with wss:// (or ws:// on the same computer): check it with whoever runs the hub.',
  'error.not-enrolled': 'This workstation is not activated yet. It needs an enrolment code from a coordinator.',
  'error.invalid-request':
    'Sportello made a wrong request to itself. Nothing has changed; if it happens again, tell whoever manages the workstation.',
  'error.storage-failed':
    'Saving to disk failed. The text is still here in the window: don’t close it and try again; if it happens again, copy it elsewhere.',
  'error.disk-full':
    'The disk is full and nothing can be saved. The text is still here in the window: make room and try again before you close it.',
  'error.database-newer':
    'The archive is of a newer version of Sportello. It was not touched: ask for this workstation to be updated.',
  'error.database-unreadable':
    'The archive of this workstation can’t be opened. The cases are safe at the hub; ask whoever manages the workstation.',
  'error.wrong-pin':
    'The PIN is not right: {hasWait, select, true {for safety it can be tried again in {seconds, plural, one {# second} other {# seconds}}} other {check it and try again}}.',
  'error.weak-pin':
    'This PIN won’t do: it takes at least 6 characters, and not a row of keys or the same sign again and again.',
  'error.hub-needed':
    'Opening your data on this PC takes a connection to the hub. Trying again by itself; what you had written is safe.',
  'error.key-lost':
    'The key of your data on this PC is gone and nobody can open it any more. Ask a coordinator for a code to activate the PC again.',
  'error.settings-unreadable': 'The settings could not be read: the defaults are in use. The old file was kept aside.',
  'error.attachment-missing':
    'The attachment is not on this workstation yet and can’t be fetched without a connection. Try again when it is back.',
  'error.attachment-too-large': 'The attachment is larger than {megabytes, number} MB and can’t be opened here.',
  'error.core-stopped': 'The archive is starting again. The text is still here in the window: try again in a moment.',
} as const satisfies Record<`error.${ErrorCode | NonNullable<Failure['why']>}`, string>;
