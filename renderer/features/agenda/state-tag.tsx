import { Check, Clock3, UserX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AgendaEntry } from '../../../shared/model/appointment.ts';
import { Tag } from '../../ui/tag.tsx';
import { useEntryText } from './use-entry-text.ts';

const looks = {
  held: { tone: 'waiting', icon: <Clock3 aria-hidden="true" /> },
  booked: { tone: 'accent', icon: <Check aria-hidden="true" /> },
  cancelled: { tone: 'plain', icon: <X aria-hidden="true" /> },
  kept: { tone: 'ok', icon: <Check aria-hidden="true" /> },
  missed: { tone: 'guard', icon: <UserX aria-hidden="true" /> },
} as const;

export function StateTag({ entry }: { entry: AgendaEntry }): ReactNode {
  const { state } = useEntryText();
  return <Tag {...looks[entry.state]}>{state(entry)}</Tag>;
}
