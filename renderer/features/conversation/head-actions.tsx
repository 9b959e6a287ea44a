import type { ReactNode } from 'react';
import { type Text, useText } from '../../i18n/text.tsx';
import { capsOf, type KeyId, labelOf } from '../../keys/registry.ts';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import type { Moves } from './use-moves.ts';

type Move = keyof Moves & KeyId;

/** The next thing to do: one of them at most can be done. */
const primary: readonly Move[] = ['claim', 'resolve', 'reopen'];
/** What is done often, the first one longest while room runs out. */
const frequent = ['transfer', 'add'] as const satisfies readonly Move[];
/** All others, in the menu's order; what has no room above stands before them. */
const rare = ['promise', 'book', 'call', 'chronology', 'merge', 'release'] as const satisfies readonly Move[];

interface HeadActionsProps {
  readonly moves: Moves;
  /** How many of the frequent ones have room. */
  readonly room: number;
}

/** One primary action, two frequent ones, and the rest by name in a menu with their keys. */
export function HeadActions({ moves, room }: HeadActionsProps): ReactNode {
  const text = useText();
  const shown = frequent.filter((move) => moves[move] !== undefined).slice(0, room);
  const entries = useEntries(
    moves,
    [...frequent, ...rare].filter((move) => !shown.some((each) => each === move)),
  );
  const main = primary.find((move) => moves[move] !== undefined);
  return (
    <>
      {/* as one reads them: the one that has room longest stands next to the primary action */}
      {shown.toReversed().map((move) => (
        <MoveButton key={move} move={move} moves={moves} look="quiet" />
      ))}
      {main && <MoveButton move={main} moves={moves} look={main === 'reopen' ? 'quiet' : 'primary'} />}
      {entries.length > 0 && <MenuButton label={text.t('conversation.more')} entries={entries} />}
    </>
  );
}

interface MoveButtonProps extends Pick<HeadActionsProps, 'moves'> {
  readonly move: Move;
  readonly look: 'primary' | 'quiet';
}

const MoveButton = ({ move, moves, look }: MoveButtonProps): ReactNode => {
  const { t } = useText();
  const keyboard = useKeyMap();
  return (
    <Button look={look} aria-keyshortcuts={keyboard.aria(move)} onPress={() => moves[move]?.()}>
      {nameOf(t, move)}
    </Button>
  );
};

/** Short on a button; a menu has room for the whole name. */
function nameOf(t: Text['t'], move: Move): string {
  switch (move) {
    case 'claim':
    case 'resolve':
    case 'reopen':
    case 'transfer':
    case 'add':
      return t(`conversation.${move}`);
    default:
      return t(labelOf(move));
  }
}

function useEntries(moves: Moves, ids: readonly Move[]): readonly MenuEntry[] {
  const { t } = useText();
  const keyboard = useKeyMap();
  return ids.flatMap((id) => {
    const run = moves[id];
    const [press] = keyboard.presses(id);
    return run === undefined
      ? []
      : [{ id, label: t(labelOf(id)), caps: press === undefined ? [] : capsOf(press), run }];
  });
}
