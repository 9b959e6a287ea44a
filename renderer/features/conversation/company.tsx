import { Eye, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Text, useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import styles from './conversation.module.css';

/** Beyond this many people, names are counted. */
const MAX_NAMES = 3;

/** Who else looks at this case and who writes in it. Always there, so that nothing moves when somebody comes. */
export function CompanyLine({ conversationId }: { conversationId: string }): ReactNode {
  const text = useText();
  const { nameOf } = useDirectory();
  const company = useLive({ name: 'presence', conversationId });
  const writing = company?.typing ?? [];
  const shown = writing.length > 0 ? writing : (company?.looking ?? []);
  const kind = writing.length > 0 ? 'writing' : 'looking';
  const Icon = kind === 'writing' ? PencilLine : Eye;
  return (
    <p className={styles['company']} role="status" data-kind={kind}>
      {shown.length > 0 && (
        <>
          <Icon aria-hidden="true" />
          <span>{text.t(`company.${kind}`, { count: shown.length, names: listed(text, shown.map(nameOf)) })}</span>
        </>
      )}
    </p>
  );
}

function listed({ t, list }: Text, names: readonly string[]): string {
  if (names.length <= MAX_NAMES) return list(names);
  return list([...names.slice(0, MAX_NAMES - 1), t('company.more', { count: names.length - MAX_NAMES + 1 })]);
}
