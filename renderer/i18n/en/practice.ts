export const practice = {
  'practice.title': 'Practice',
  'practice.strip': 'Practice: nothing leaves this PC',
  'practice.strip-more': 'Cases and people are invented. The real ones wait as you left them.',
  'practice.end': 'Leave practice',
  'practice.begin': 'Start a practice',
  'practice.begin-first': 'Try it out in a practice first',
  'practice.lead':
    'An invented association in which to try everything: taking a case, answering, offering an appointment, passing a case on. An invented colleague works beside you, and whoever writes in the chat answers you. Nothing leaves this PC and nothing is left of it afterwards; real cases and drafts are not touched.',
  'practice.begun': 'Practice started. Nothing leaves this PC.',
  'practice.starting': 'Preparing the practice…',
  'practice.failed':
    'The practice stopped and does not start again. The real cases have nothing to do with it: leave practice to get back to them.',
  'practice.window': 'Practice · {title}',
} as const;
