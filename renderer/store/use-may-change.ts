import { useAppState, useLive } from './context.tsx';

/** Whether somebody else may sit down here: on a PC without a PIN that only one person uses there is nobody else (ID6). */
export function useMayChange(): boolean {
  const hasPin = useLive({ name: 'status' })?.pin === 'set';
  const isSeveral = useAppState(
    ({ volunteers }) => volunteers !== null && (volunteers.isShared || volunteers.all.length > 1),
  );
  return hasPin || isSeveral;
}
