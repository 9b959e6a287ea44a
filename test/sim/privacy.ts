import { DEFAULT_KEPT_DAYS } from '../../shared/model/document.ts';
import type { Attachment } from '../../shared/model/message.ts';
import type { Command, Under } from '../../shared/protocol/commands.ts';
import type { ShownMessage } from '../../shared/sync/rebase.ts';
import type { Moment } from './actions.ts';
import type { SimDevice } from './device.ts';
import { tokensIn } from './ledger.ts';
import { users } from './templates.ts';

interface Scene extends Moment {
  readonly device: SimDevice;
  readonly conversationId: string;
  readonly under: Under;
  readonly messages: readonly ShownMessage[];
}

type Act = (scene: Scene) => Promise<string>;

/** Somebody takes words or files out again, keeps a document or destroys it; a coordinator decides of a word. */
export async function privacyActs(moment: Moment): Promise<string> {
  const { world, dice } = moment;
  if (dice.chance(0.15)) return decidesOfWord(moment);
  const told: string[] = [];
  for (let acts = 1 + dice.below(2); acts > 0; acts -= 1) {
    const device = dice.pick(world.devices);
    const scenes = device.isAlive && device.deviceId !== null ? scenesOn(moment, device) : [];
    if (scenes.length === 0) continue;
    const scene = dice.pick(scenes);
    const act = dice.weighted<Act>([
      [5, takeWordsOut],
      [2, takeFileOut],
      [2, keep],
      [2, destroy],
    ]);
    told.push(`${device.name} ${scene.conversationId} ${await act(scene)}`);
  }
  return told.length === 0 ? 'nobody has anything to take out' : told.join('; ');
}

/** Cases in which this person may write, and now and then one that they only see. */
function scenesOn(moment: Moment, device: SimDevice): readonly Scene[] {
  const { world, dice } = moment;
  return [...world.watch.conversations.keys()].flatMap((conversationId): Scene[] => {
    const view = device.conversation(conversationId);
    if (view === null || view.content === null) return [];
    const { fence, state } = view.content;
    const under = view.under ?? (state === 'resolved' || dice.chance(0.05) ? fence : null);
    return under === null ? [] : [{ ...moment, device, conversationId, under, messages: view.messages }];
  });
}

async function run({ device }: Pick<Scene, 'device'>, command: Command): Promise<string> {
  const made = await device.call({ name: 'command', command });
  return `${command.name} ${made === null ? 'not stored' : `as ${made.seq}`}`;
}

/** Mostly a word, now and then the whole text, or what is another text by now. */
const takeWordsOut: Act = async (scene) => {
  const { dice, conversationId, under } = scene;
  const written = scene.messages.filter(({ text, kind }) => kind !== 'system' && tokensIn(text).length > 0);
  if (written.length === 0) return 'sees nothing to take out';
  const { id: messageId, text, redactions: known = 0 } = dice.pick(written);
  const word = dice.chance(0.8) ? dice.pick(tokensIn(text)) : text;
  const start = text.indexOf(word);
  scene.world.ledger.wantsOut(messageId, tokensIn(word));
  const redactions = known + (dice.chance(0.05) ? 1 : 0);
  const span = { messageId, part: 'text' as const, start, end: start + word.length, redactions };
  return run(scene, { name: 'redact', conversationId, under, ...span });
};

function fileIn({ messages, dice }: Scene): Attachment | null {
  const files = messages.flatMap(({ attachments }) => attachments);
  return files.length === 0 ? null : dice.pick(files);
}

const takeFileOut: Act = async (scene) => {
  const file = fileIn(scene);
  if (file === null) return 'sees no file';
  const { world, conversationId, under } = scene;
  world.ledger.wantsOut(file.id, tokensIn(file.name));
  return run(scene, { name: 'redact-attachment', conversationId, under, attachmentId: file.id });
};

const keep: Act = async (scene) => {
  const file = fileIn(scene);
  if (file === null) return 'sees no document';
  const { dice, conversationId, under } = scene;
  const purpose = dice.pick(['age', 'residence', 'refund'] as const);
  const days = dice.pick([1, DEFAULT_KEPT_DAYS]);
  return run(scene, { name: 'keep-document', conversationId, under, attachmentId: file.id, purpose, days });
};

const destroy: Act = async (scene) => {
  const file = fileIn(scene);
  if (file === null) return 'sees no document';
  const { conversationId, under } = scene;
  return run(scene, { name: 'destroy-document', conversationId, under, attachmentId: file.id });
};

/** Mostly a coordinator: the others are refused. */
async function decidesOfWord({ world, dice }: Moment): Promise<string> {
  const coordinators = new Set(users.filter(({ role }) => role === 'coordinator').map(({ id }) => id));
  const able = world.devices.filter(({ userId }) => coordinators.has(userId) || dice.chance(0.1));
  if (able.length === 0) return 'no coordinator is there';
  const device = dice.pick(able);
  if (!device.isAlive || device.deviceId === null) return `${device.name} decides nothing`;
  const phrase = dice.pick(['orto', 'piazza Grande', 'zia Pina']);
  const verdict = dice.pick(['always', 'never', 'none'] as const);
  return `${device.name} ${await run({ device }, { name: 'set-guard-word', conversationId: 'none', phrase, verdict })}`;
}
