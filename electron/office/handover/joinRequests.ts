import { sm2 } from 'sm-crypto-v2';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import type { JoinRequest } from '#shared/contract/joinCommands.ts';
import { cardHash, cardText, readCard, signCard } from '#shared/handover/machineCard.ts';
import { digestWords } from '#shared/issue/digestWords.ts';
import { readJoinRequest, writeJoinRequest } from '#store/joinRequestFile.ts';
import { refusePlacing } from '#store/restoreFiles.ts';
import { officeIsFounded } from '../accounts/foundOffice.ts';
import { requireStrongPassword } from '../accounts/passwordRule.ts';
import { makeReceivingKey } from '../lazyFormats.ts';
import { instantOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { cardFile } from './machineFiles.ts';

/** Throws illegalState where the directory has an office: a machine joins before it has one. */
export function requireNoOffice({ environment }: OfficeContext): void {
  refusePlacing(environment.directory);
  if (officeIsFounded(environment.files)) {
    throw new OfficeError('illegalState', '这个数据目录中已经有一个编辑部，不能再加入别的。请另指一个空的数据目录。');
  }
}

/** Makes the card of a machine that has no office yet; its keys are sealed under the password until it joins. */
export async function requestJoin(
  context: OfficeContext,
  { name, office, password, replaces }: CheckedInput<'requestJoin'>,
): Promise<JoinRequest> {
  const { joining } = context.environment.files;
  requireNoOffice(context);
  requireStrongPassword(password, name);
  // One that is damaged can be replaced as well.
  if (!replaces && readJoinRequest(joining) !== undefined) {
    throw new OfficeError(
      'illegalState',
      '本机已经有一份入网申请。重新申请以后，照原来那一份写的入网包就打不开了，请先确认。',
    );
  }
  const { identity, recipient } = await makeReceivingKey();
  const key = sm2.generateKeyPairHex();
  const card = signCard({ name, office, at: instantOf(context), publicKey: key.publicKey, recipient }, key);
  await writeJoinRequest(joining, cardText(card), { privateKey: key.privateKey, identity }, password);
  return requestOf(cardText(card));
}

/** The request that waits here. */
export function waitingRequest(context: OfficeContext): CommandOutput<'readJoinRequest'> {
  const { files } = context.environment;
  if (officeIsFounded(files)) return null;
  const text = readJoinRequest(files.joining);
  return text === undefined ? null : requestOf(text);
}

function requestOf(text: string): JoinRequest {
  const card = readCard(text);
  const hash = cardHash(card);
  const { name, office, at } = card;
  return { card: hash, name, office, at, words: [...digestWords(hash)], file: cardFile(card) };
}
