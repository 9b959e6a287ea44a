import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import styles from './modal.module.css';

interface ModalProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly size?: 'normal' | 'wide';
  /** Nothing in it takes the focus: the text itself does, so that it can be scrolled. */
  readonly isText?: boolean;
  readonly children: ReactNode;
}

export function Modal({
  title,
  closeLabel,
  onClose,
  size = 'normal',
  isText = false,
  children,
}: ModalProps): ReactNode {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={styles['veil'] ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <AriaModal className={classes(styles['box'], size !== 'normal' && styles[size])}>
        <Dialog className={styles['dialog'] ?? ''}>
          <div className={styles['head']}>
            <Heading slot="title">{title}</Heading>
            <Button look="plain" isIcon aria-label={closeLabel} onPress={onClose}>
              <X aria-hidden="true" />
            </Button>
          </div>
          {/* what scrolls has to be reached by the keyboard */}
          <div className={styles['body']} {...(isText ? { tabIndex: 0 } : {})}>
            {children}
          </div>
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}

export const ModalLead = ({ children }: { children: ReactNode }): ReactNode => (
  <p className={styles['lead']}>{children}</p>
);
export const ModalFoot = ({ children }: { children: ReactNode }): ReactNode => (
  <div className={styles['foot']} data-foot>
    {children}
  </div>
);
