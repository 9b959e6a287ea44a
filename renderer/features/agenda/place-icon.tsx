import { Building2, FileText, House, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MeetingPlace } from '../../../shared/schedule/schedule.ts';

const icons = { office: Building2, home: House, phone: Phone, documents: FileText } as const;

/** The place is said in words too, by whoever shows the icon. */
export function PlaceIcon({ place }: { place: MeetingPlace }): ReactNode {
  const Icon = icons[place];
  return <Icon aria-hidden="true" />;
}
