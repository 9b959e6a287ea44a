import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** Takes a line away, or closes what is shown; `label` says what. */
export const CrossButton = ({ label, onPress }: { label: string; onPress: () => void }): ReactNode => (
  <Button isSmall isIcon look="plain" aria-label={label} onPress={onPress}>
    <X aria-hidden="true" />
  </Button>
);
