import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import choices from './choices.module.css';
import { classes } from './classes.ts';
import styles from './select.module.css';

interface ChooserProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** One of several, in a list that opens. */
export const Chooser = ({ label, isLabelHidden = false, value, options, onChange }: ChooserProps): ReactNode => (
  <Select
    className={styles['select'] ?? ''}
    {...(isLabelHidden ? { 'aria-label': label } : {})}
    value={value}
    onChange={(key) => {
      if (key !== null) onChange(String(key));
    }}
  >
    {!isLabelHidden && <Label>{label}</Label>}
    <Button className={styles['button'] ?? ''}>
      <SelectValue className={styles['value'] ?? ''} />
      <ChevronDown aria-hidden="true" />
    </Button>
    <Popover className={classes(choices['popover'], styles['popover'])}>
      <ListBox className={choices['list'] ?? ''} items={options.map((option) => ({ id: option.value, ...option }))}>
        {(option) => (
          <ListBoxItem textValue={option.label} className={classes(choices['choice'], styles['option'])}>
            {({ isSelected }) => (
              <>
                <span>{option.label}</span>
                {isSelected && <Check aria-hidden="true" />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </Select>
);
