import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import styles from './book.module.css';

const languages = ['it', 'en'] as const;

interface OfferWayProps {
  /** The address of the page is known. */
  readonly canOffer: boolean;
  readonly isDisabled: boolean;
  readonly onOffer: (lang: 'it' | 'en') => void;
}

/** For a contact who is not on the telephone: a link, in the language in which they are written to. */
export function OfferWay({ canOffer, isDisabled, onOffer }: OfferWayProps): ReactNode {
  const { t } = useText();
  const [lang, setLang] = useState<'it' | 'en'>('it');
  return (
    <div className={styles['offer']}>
      <p>{t(canOffer ? 'book.offer-hint' : 'book.no-address')}</p>
      <div className={styles['ways']}>
        <Segments
          isLabelHidden
          label={t('book.language')}
          value={lang}
          options={languages.map((value) => ({ value, label: t(`book.language.${value}`) }))}
          onChange={setLang}
        />
        <Button isDisabled={isDisabled || !canOffer} onPress={() => onOffer(lang)}>
          {t('book.offer')}
        </Button>
      </div>
    </div>
  );
}
