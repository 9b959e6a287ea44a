import { requiredWords } from '../../../shared/model/required-words.ts';
import { requiredMessages } from '../required-messages.ts';
import type { required as source } from '../it/required.ts';

export const required: Readonly<Record<keyof typeof source, string>> = {
  ...requiredMessages(requiredWords.en),
  'required.heading': 'Required documents',
  'required.none': 'None: add those that are needed to go on.',
  'required.all-in': 'All of them are in.',
  'required.add': 'Add a required document',
  'required.add-short': 'Add',
  'required.ask': 'Ask for them in the reply',
  'required.drop': 'Not needed any more: {what}',
  'required.text':
    'To go on we need {count, plural, one {this document} other {these documents}}:\n{list}\nYou can bring {count, plural, one {it} other {them}} to the office or attach {count, plural, one {it} other {them}} on the page of your case.',
  'event.required.asked': '{name} noted a document to be had: {what}',
  'event.required.in': '{name} noted that it has come: {what}',
  'event.required.dropped': '{name} took off the list: {what}',
};
