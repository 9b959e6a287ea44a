import { isOriginal } from '../../../../shared/model/message.ts';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decideMail } from '../../../../hub/intake/decide-mail.ts';
import { parseAnswerSchema } from '../../../../hub/intake/parser-protocol.ts';
import type { Incoming } from '../../../../hub/ports.ts';
import { readMail } from '../../../../hub/intake/read-mail.ts';
import { defaultRouting } from '../../../../shared/routing/default-rules.ts';
import { route } from '../../../../shared/routing/route.ts';
import { domain, type MailCase, ownMessageId, readMailFixture } from '../../../support/mail-fixtures.ts';
import { clientCases } from '../../../support/mail-cases-clients.ts';
import { kindCases } from '../../../support/mail-cases-kinds.ts';
import { specialCases } from '../../../support/mail-cases-special.ts';

const mailCases = [...clientCases, ...specialCases, ...kindCases];

describe('mail as real clients write it', () => {
  test.each(mailCases)('[IN1] $file', async (mailCase) => {
    const decision = await decide(mailCase);
    expect(() => parseAnswerSchema.parse({ ...decision, reference: 'x' })).not.toThrow();
    expect(seen(decision)).toEqual(wanted(mailCase));
  });

  test('[IN1] every fixture has its case', () => {
    const files = readdirSync(new URL('../../../fixtures/mail', import.meta.url)).filter((file) =>
      file.endsWith('.eml'),
    );
    expect(mailCases.map(({ file }) => file).sort()).toEqual(files.sort());
  });
});

async function decide({ file, from, to }: MailCase) {
  return decideMail(await readMail(readMailFixture(file)), {
    mailFrom: from,
    recipients: to,
    domain,
    trustedServer: `mx.${domain}`,
  });
}

function seen(decision: Awaited<ReturnType<typeof decide>>) {
  if (decision.kind !== 'incoming') return decision;
  const { contact, attachments, mailMessageId, dedupeKey, thread, writtenTo: _to, ...rest } = decision.incoming;
  expect(dedupeKey).toMatch(/^mail:[0-9a-f]{64}$/);
  expect(mailMessageId).not.toContain('<');
  expect(thread?.references.join() ?? '').not.toContain('<');
  return {
    kind: 'incoming',
    ...rest,
    groupId: shippedGroup(decision.incoming),
    contact: [contact.name, contact.email],
    // how a mail looked has tests of its own
    attachments: attachments.filter((file) => !isOriginal(file)).map(({ name, type }) => [name, type]),
  };
}

/** Where the shipped rules put it (RT1); null: where nothing says so. */
function shippedGroup({ groupId, subject, text, writtenTo, key }: Incoming): string | null {
  expect(groupId).toBeNull();
  const input = { choice: null, key: key ?? null, addresses: writtenTo ?? [], subject, text };
  const { rules } = defaultRouting;
  const groups = new Set(rules.map((rule) => rule.groupId));
  const situation = { keyGroups: new Map(), availableIds: new Set<string>(), waitingByGroupId: new Map() };
  const routed = route(input, { ...situation, rules, groupIds: [...groups] });
  return routed.why.by === 'default' ? null : routed.groupId;
}

function wanted({ expected }: MailCase) {
  if (expected.kind === 'bounce') return { ...expected, mailMessageId: ownMessageId };
  if (expected.kind === 'refused') return { kind: 'refused', reason: expected.reason };
  const isVoicemail = expected.channel === 'voicemail';
  return {
    kind: 'incoming',
    channel: expected.channel ?? 'ticket',
    origin: isVoicemail ? 'switchboard' : 'mail',
    contact: expected.contact,
    subject: expected.subject,
    text: expected.text,
    quoted: expected.quoted === undefined ? null : expect.stringMatching(expected.quoted),
    groupId: expected.groupId ?? null,
    ...(isVoicemail ? { key: expected.key } : {}),
    attachments: expected.attachments ?? [],
    refusedAttachments: expected.refusedAttachments ?? [],
    automatic: expected.automatic ?? false,
    verified: expected.verified ?? false,
    certified: expected.certified ?? null,
    replyToken: expected.token ?? null,
  };
}
