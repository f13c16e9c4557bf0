import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import type { OutputCopy } from '#shared/issue/outputCopy.ts';
import type { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { answered } from './answered.ts';

/** A name and the key that signed under it, in the folder of this name. */
export interface Signer {
  readonly folder: string;
  readonly person: string;
  readonly publicKey: string;
}

/** Everybody whose key stands under an issue or a copy of it: who signed, and in whose place. */
export function signersOf(
  folder: string,
  signatures: readonly SignedStatement[],
  copies: readonly OutputCopy[],
): readonly Signer[] {
  return [
    ...signatures.map(({ person, publicKey }) => ({ folder, person, publicKey })),
    ...signatures.flatMap(({ onBehalfOf }) =>
      onBehalfOf ? [{ folder, person: onBehalfOf.principal, publicKey: onBehalfOf.publicKey }] : [],
    ),
    ...copies.map(({ person, publicKey }) => ({ folder, person, publicKey })),
  ];
}

/** Asks the office whose keys these are; a sentence for each that is not registered for the person named. */
export async function compareSigners(client: OfficeClient, signers: readonly Signer[]): Promise<readonly string[]> {
  const asked = signers.map(({ person, publicKey }) => ({ person, publicKey }));
  const verdicts = answered(await client.checkSigners({ signers: asked }));
  return signers.flatMap(({ folder, person, publicKey }, index) => {
    const { isOwn = false, holder } = verdicts[index] ?? {};
    if (isOwn) return [];
    const whose = holder === undefined ? '没有登记在这个编辑部' : `登记在${holder}名下`;
    return [`${folder}：${person}的签名用的不是登记给他的钥匙，指纹 ${keyFingerprint(publicKey)} ${whose}`];
  });
}
