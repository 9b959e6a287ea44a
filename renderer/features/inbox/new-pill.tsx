import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './inbox.module.css';

interface PillProps {
  readonly count: number;
  readonly edge: 'start' | 'end';
  readonly onShow: () => void;
}

/** What came while somebody looked elsewhere in the list is one step away; nothing moves by itself. It is said aloud with all arrivals. */
export function NewPill({ count, edge, onShow }: PillProps): ReactNode {
  const { t } = useText();
  const words = t(`list.new-${edge}`, { count });
  return (
    <div className={styles['new']} data-edge={edge}>
      {count > 0 && (
        <Button isSmall onPress={onShow}>
          {edge === 'start' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
          {words}
        </Button>
      )}
    </div>
  );
}
