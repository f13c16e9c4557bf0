import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';

/** Whether there is another machine to which anything can be handed over from this one. */
export function useOtherMachines(): boolean {
  const all = useAnswer('machines', () => office.listMachines({})).value ?? [];
  return (
    all.some(({ isOwn, state }) => isOwn && state !== 'revoked') &&
    all.some(({ isOwn, state }) => !isOwn && state === 'confirmed')
  );
}
