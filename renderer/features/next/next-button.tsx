import { ChevronsRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { takeNext } from './use-next.ts';

/** Takes the first of my groups without choosing. */
export function NextButton(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const keyboard = useKeyMap();
  return (
    <Button isSmall aria-keyshortcuts={keyboard.aria('next-case')} onPress={() => void takeNext(app)}>
      <ChevronsRight aria-hidden="true" />
      {t('next.take')}
    </Button>
  );
}
