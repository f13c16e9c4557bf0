import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';

/** For each name and key under an exported issue: whether the register has that key, and whose it is. */
export function checkSigners(
  context: OfficeContext,
  { signers }: CheckedInput<'checkSigners'>,
): CommandOutput<'checkSigners'> {
  const holderOf = sessionOf(context)
    .register.prepare('SELECT people.name FROM person_keys JOIN people ON people.id = person_id WHERE public_key = ?')
    .pluck();
  return signers.map(({ person, publicKey }) => {
    const holder = holderOf.get(publicKey) as string | undefined;
    return { isOwn: holder === person, ...(holder === undefined ? {} : { holder }) };
  });
}
