import type { CommandOutput } from '#shared/contract/contract.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';

/**
 * 并入登记: what is newer in the register that came in a package, once a person wants it. Says so where people and roles were changed on both
 * machines and a security administrator has to settle them first.
 */
export async function takeRegister(hash: string): Promise<'parted' | undefined> {
  const question = {
    title: strings.takeRegisterTitle,
    text: strings.takeRegisterText,
    verb: strings.takeRegisterVerb,
  };
  if ((await ask(question)) === undefined) return undefined;
  const answer = await office.takeRegister({ hash });
  if (answer.ok) announceTaken(answer.value);
  else if (answer.details?.parted === true) return 'parted';
  else announceRefusal(answer);
  return undefined;
}

export function announceTaken(taken: CommandOutput<'takeRegister'>): void {
  const parts = partsOf(taken);
  announce('ok', parts.length === 0 ? strings.nothingNewer : strings.takenOver(parts.join('；')));
}

function partsOf(taken: CommandOutput<'takeRegister'>): readonly string[] {
  const { parts } = strings;
  const named = (names: readonly string[], tell: (text: string) => string) =>
    names.length === 0 ? [] : [tell(names.join('、'))];
  const counted = (count: number, tell: (count: number) => string) => (count === 0 ? [] : [tell(count)]);
  return [
    ...named(taken.admitted, parts.admitted),
    ...named(taken.left, parts.left),
    ...named(taken.changed, parts.changed),
    ...(taken.recoveryChanged ? [parts.recovery] : []),
    ...counted(taken.units, parts.units),
    ...named(taken.publications, parts.publications),
    ...named(taken.duties, parts.duties),
    ...named(taken.numbering, parts.numbering),
    ...named(taken.numberingGone, parts.numberingGone),
    ...counted(taken.terms, parts.terms),
  ];
}
