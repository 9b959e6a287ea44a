import type { lists as source } from '../it/lists.ts';

export const lists = {
  'view.late': 'Overdue',
  'key.view-late': 'Go to: Overdue',
  'list.empty.late': 'Nobody has waited for too long',
  'list.empty.late-why':
    'Here you see everybody’s cases without an answer in the time that was promised: 48 hours, unless decided otherwise.',
  'row.due': 'answer by: {when}',
  'row.follows': 'follows {number}',
  'bulk.label': 'Selected cases',
  'bulk.count': '{count, plural, one {# selected} other {# selected}}',
  'bulk.clear': 'Clear the selection',
  'bulk.undo': 'Undo',
  'bulk.did.resolve':
    '{count, plural, =0 {None resolved} one {# resolved} other {# resolved}}{left, plural, =0 {.} one {; # is not yours.} other {; # are not yours.}}',
  'bulk.did.claim':
    '{count, plural, =0 {None taken} one {# taken} other {# taken}}{left, plural, =0 {.} one {; # was no longer waiting.} other {; # were no longer waiting.}}',
  'bulk.did.reopen':
    '{count, plural, =0 {None reopened} one {# reopened} other {# reopened}}{left, plural, =0 {.} one {; # can’t be reopened.} other {; # can’t be reopened.}}',
  'bulk.did.release':
    '{count, plural, =0 {None released} one {# released} other {# released}}{left, plural, =0 {.} one {; # is not yours.} other {; # are not yours.}}',
  'bulk.did.transfer':
    '{count, plural, =0 {None passed on} one {# passed on} other {# passed on}}{left, plural, =0 {.} one {; # is not yours.} other {; # are not yours.}}',
  'bulk.reassign': 'Reassign…',
  'bulk.transfer-title': '{count, plural, one {Pass # case} other {Pass # cases}} on',
  'bulk.transfer-lead':
    'They go to the same person or group together, with the same note. Those that are not yours stay where they are.',
  'list.filters': 'Filters of the list',
  'list.group': 'Group: {group}',
  'list.remove-group': 'Remove the filter of the group {group}',
  'list.new-end': '{count, plural, one {# new at the end} other {# new at the end}}',
  'list.new-start': '{count, plural, one {# new at the top} other {# new at the top}}',
  'search.filters': 'Narrow the search',
  'search.filter.from': 'from:',
  'search.filter.from-why': 'Who wrote: from:belotti, from:"anna belotti"',
  'search.filter.state': 'state:',
  'search.filter.state-why': 'state:waiting, state:claimed, state:resolved',
  'search.filter.group': 'group:',
  'search.filter.group-why': 'group:teaching',
  'search.filter.channel': 'channel:',
  'search.filter.channel-why': 'channel:ticket, channel:chat, channel:voicemail',
  'search.filter.since': 'since:',
  'search.filter.since-why': 'Arrived from that day on: since:20/11',
  'search.filter.until': 'until:',
  'search.filter.until-why': 'Arrived up to that day: until:22/11/2026',
} as const satisfies Record<keyof typeof source, string>;
