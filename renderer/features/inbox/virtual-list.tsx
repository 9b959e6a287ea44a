import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import styles from './inbox.module.css';
import { useAnchor } from './use-anchor.ts';

/** Height of a row in rem: the same for all, so that 100,000 rows need no measuring. */
const rowRem = 5.375;

export interface VirtualListHandle {
  move(step: number): void;
  /** Scrolls there; nothing is opened. */
  reveal(edge: 'start' | 'end'): void;
  focus(): void;
}

interface VirtualListProps {
  readonly ref: Ref<VirtualListHandle>;
  readonly label: string;
  readonly count: number;
  /** Index of the selected row; null when it isn't in the list, or its place isn't known. */
  readonly selected: number | null;
  readonly textScale: number;
  readonly initialScrollTop: number;
  readonly keyAt: (index: number) => string;
  /** Undefined: which row stands there is not known. Absent: rows don't come and go. */
  readonly idAt?: (index: number) => string | undefined;
  readonly isHeld?: boolean;
  readonly renderAt: (index: number) => ReactNode;
  readonly onChoose: (index: number) => void;
  /** Rows that are chosen for doing something with all of them; absent: only one can be. */
  readonly chosenAt?: (index: number) => boolean;
  readonly hasChosen?: boolean;
  readonly onToggle?: (index: number) => void;
  /** From the row where the range begins, unless one was begun already. */
  readonly onSpan?: (index: number, from: number) => void;
  readonly onAll?: () => void;
  readonly onClear?: () => void;
  readonly onRange: (first: number, last: number) => void;
  readonly onScrolled: (scrollTop: number) => void;
  readonly onHeld: (isHeld: boolean) => void;
}

/**
 * A listbox over TanStack Virtual: one tab stop, the active row named by `aria-activedescendant`, so that the focus survives
 * rows that come and go. Every row says its place among all, also those that are not in the document.
 */
export function VirtualList(props: VirtualListProps): ReactNode {
  const { count, selected, label, keyAt, renderAt, onChoose, onHeld } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  // While a range is spanned the cursor is where it was moved to, not at what is open.
  const [pointed, setPointed] = useState<number | null>(null);
  const isPointing = pointed !== null && props.hasChosen === true;
  const active = Math.min(isPointing ? pointed : (selected ?? cursor), Math.max(0, count - 1));
  const rowPx = Math.round((rowRem * 16 * props.textScale) / 100);
  // no React Compiler here, and nothing below is memoised on it
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
    // The active row is always in the document: it is what `aria-activedescendant` names.
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), count === 0 ? null : active),
    initialOffset: props.initialScrollTop,
  });
  useEffect(() => virtual.measure(), [virtual, rowPx]);
  useReports(virtual.range, props);
  useAnchor({ scroller, rowPx, count, idAt: props.idAt ?? nowhere, isHeld: props.isHeld === true });

  const goTo = (index: number): void => {
    const target = Math.max(0, Math.min(count - 1, index));
    if (count === 0) return;
    setCursor(target);
    setPointed(null);
    virtual.scrollToIndex(target);
    onChoose(target);
  };
  /** Moves the cursor without opening anything. */
  const point = (index: number): void => {
    setPointed(index);
    virtual.scrollToIndex(index);
  };
  useImperativeHandle(props.ref, () => ({
    move: (step) => goTo(selected === null ? cursor : active + step),
    reveal: (edge) => virtual.scrollToIndex(edge === 'start' ? 0 : Math.max(0, count - 1)),
    focus: () => scroller.current?.focus(),
  }));

  const perPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (chooses(event, { active, count, select: props, point })) return event.preventDefault();
    const target = targetOf(event, { active: selected === null ? active - 1 : active, count, perPage });
    if (target === null) return;
    event.preventDefault();
    goTo(target);
  };

  return (
    <div
      ref={scroller}
      className={styles['scroll']}
      role="listbox"
      aria-label={label}
      aria-multiselectable={props.onToggle === undefined ? undefined : true}
      aria-activedescendant={count > 0 ? `row-${active}` : undefined}
      tabIndex={0}
      data-pane-entry
      onKeyDown={onKeyDown}
      onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop)}
      onPointerEnter={() => onHeld(true)}
      onPointerLeave={() => onHeld(false)}
    >
      <div className={styles['space']} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the listbox has focus and keys
          <div
            key={keyAt(index)}
            id={`row-${index}`}
            role="option"
            aria-selected={props.hasChosen === true ? props.chosenAt?.(index) === true : index === selected}
            aria-current={index === selected ? true : undefined}
            aria-setsize={count}
            aria-posinset={index + 1}
            data-active={index === active ? true : undefined}
            className={styles['line']}
            style={{ height: size, transform: `translateY(${start}px)` }}
            onClick={(event) => {
              if (event.ctrlKey && props.onToggle) return props.onToggle(index);
              if (event.shiftKey && props.onSpan) return props.onSpan(index, active);
              setCursor(index);
              setPointed(null);
              onChoose(index);
            }}
          >
            {renderAt(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

const nowhere = (): undefined => undefined;

const withActive = (indexes: number[], active: number | null): number[] =>
  active === null || indexes.includes(active) ? indexes : [...indexes, active].sort((a, b) => a - b);

function useReports(range: { startIndex: number; endIndex: number } | null, { onRange }: VirtualListProps): void {
  const first = range?.startIndex ?? 0;
  const last = range?.endIndex ?? 0;
  useEffect(() => onRange(first, last), [onRange, first, last]);
}

interface Choosing {
  readonly active: number;
  readonly count: number;
  readonly select: Pick<VirtualListProps, 'hasChosen' | 'onToggle' | 'onSpan' | 'onAll' | 'onClear'>;
  readonly point: (index: number) => void;
}

/** Space, Shift with an arrow, Ctrl+A, Esc: rows are chosen, nothing is opened. */
function chooses(event: KeyboardEvent, { active, count, select, point }: Choosing): boolean {
  const { key, ctrlKey, shiftKey, altKey, metaKey } = event;
  if (altKey || metaKey || count === 0 || select.onToggle === undefined) return false;
  if (ctrlKey && key.toLowerCase() === 'a') select.onAll?.();
  else if (key === 'Escape' && select.hasChosen === true) select.onClear?.();
  else if (key === ' ' && !ctrlKey) select.onToggle(active);
  else if (shiftKey && (key === 'ArrowDown' || key === 'ArrowUp')) {
    const to = Math.max(0, Math.min(count - 1, active + (key === 'ArrowDown' ? 1 : -1)));
    select.onSpan?.(to, active);
    point(to);
  } else return false;
  return true;
}

interface Around {
  readonly active: number;
  readonly count: number;
  readonly perPage: number;
}

function targetOf(event: KeyboardEvent, { active, count, perPage }: Around): number | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  switch (event.key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + perPage;
    case 'PageUp':
      return active - perPage;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'Enter':
    case ' ':
      return Math.max(0, active);
    default:
      return null;
  }
}
