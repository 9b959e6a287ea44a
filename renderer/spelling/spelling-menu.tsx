import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { useText } from '../i18n/text.tsx';
import choices from '../ui/choices.module.css';
import { classes } from '../ui/classes.ts';
import menu from '../ui/menu.module.css';
import { typeInto } from '../ui/type-into.ts';
import type { Spelling } from './spelling.ts';
import { fieldLanguage } from './field-language.ts';
import styles from './spelling-menu.module.css';
import { type WordAt, wordAt } from './passages.ts';

interface Asked {
  readonly field: HTMLTextAreaElement;
  readonly at: WordAt;
  readonly suggestions: readonly string[];
  readonly x: number;
  readonly y: number;
}

interface SpellingMenuProps {
  readonly spelling: Spelling;
  /** A word more is nobody's mistake. */
  readonly onIgnored: () => void;
}

/** What a wrong word may have meant: by the right mouse button, the key for menus, or Shift+F10. */
export function SpellingMenu({ spelling, onIgnored }: SpellingMenuProps): ReactNode {
  const { t } = useText();
  const anchor = useRef<HTMLSpanElement>(null);
  const [asked, setAsked] = useAsked(spelling);
  const choose = (chosen: Asked, does: () => void): void => {
    setAsked(null);
    // The menu gives the focus back first.
    requestAnimationFrame(() => requestAnimationFrame(() => chosen.field.isConnected && does()));
  };
  const replace = (chosen: Asked, word: string): void => choose(chosen, () => typeInto(chosen.field, chosen.at, word));
  const ignore = (chosen: Asked): void => {
    spelling.ignore(chosen.at.word);
    onIgnored();
    choose(chosen, () => chosen.field.focus());
  };
  return (
    <>
      <span
        ref={anchor}
        className={styles['anchor']}
        style={asked === null ? undefined : { left: asked.x, top: asked.y }}
      />
      <Popover
        triggerRef={anchor}
        placement="bottom start"
        isOpen={asked !== null}
        onOpenChange={(isOpen) => isOpen || setAsked(null)}
        aria-label={asked === null ? '' : t('spelling.menu', { word: asked.at.word })}
        className={classes(choices['popover'], menu['popover'])}
      >
        {asked !== null && (
          <Menu
            className={choices['list'] ?? ''}
            aria-label={t('spelling.menu', { word: asked.at.word })}
            autoFocus="first"
            disabledKeys={['none']}
          >
            {asked.suggestions.map((word) => (
              <MenuItem
                key={word}
                id={`word-${word}`}
                textValue={word}
                lang={asked.field.lang}
                className={choices['choice'] ?? ''}
                onAction={() => replace(asked, word)}
              >
                {word}
              </MenuItem>
            ))}
            {asked.suggestions.length === 0 && (
              <MenuItem id="none" className={classes(choices['choice'], styles['none'])}>
                {t('spelling.none')}
              </MenuItem>
            )}
            <MenuItem
              id="ignore"
              className={classes(choices['choice'], styles['ignore'])}
              onAction={() => ignore(asked)}
            >
              {t('spelling.ignore', { word: asked.at.word })}
            </MenuItem>
          </Menu>
        )}
      </Popover>
    </>
  );
}

function useAsked(spelling: Spelling): readonly [Asked | null, (asked: Asked | null) => void] {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    const ask = (event: MouseEvent): void => {
      const found = askedBy(spelling, event);
      if (found === null) return;
      event.preventDefault();
      setAsked(found);
    };
    document.addEventListener('contextmenu', ask);
    return () => document.removeEventListener('contextmenu', ask);
  }, [spelling]);
  return [asked, setAsked];
}

/** Null where there is nothing to correct. */
function askedBy(spelling: Spelling, { target, clientX: x, clientY: y }: MouseEvent): Asked | null {
  if (!(target instanceof HTMLTextAreaElement) || target.readOnly) return null;
  const language = fieldLanguage(target);
  const at = wordAt(target.value, target.selectionStart);
  if (language === null || at === null) return null;
  if (!spelling.wrongIn({ language, text: target.value }).some(({ start }) => start === at.start)) return null;
  return { field: target, at, suggestions: spelling.suggestions(at.word, language), x, y };
}
