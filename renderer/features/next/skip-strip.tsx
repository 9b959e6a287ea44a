import { ChevronsRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './next.module.css';

/** Over a case that was taken as the next in line: it can be left to others, with a reason. */
export function SkipStrip({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const heldId = useLive({ name: 'next' })?.heldId;
  if (heldId !== conversationId) return null;
  return (
    <div className={styles['strip']}>
      <ChevronsRight aria-hidden="true" />
      <span>{t('next.held')}</span>
      <Button isSmall onPress={() => app.openDialog({ kind: 'skip', conversationId })}>
        {t('next.skip')}
      </Button>
    </div>
  );
}
