import { MessageSquare, Ticket, Voicemail } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Channel } from '../../shared/model/conversation.ts';

const icons = { ticket: Ticket, chat: MessageSquare, voicemail: Voicemail } as const;

/** The channel is said in words too, by whoever shows the icon. */
export function ChannelIcon({ channel }: { channel: Channel }): ReactNode {
  const Icon = icons[channel];
  return <Icon aria-hidden="true" />;
}
