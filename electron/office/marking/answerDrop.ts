import type { CheckedInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { signDrop } from '#shared/marking/markingDrop.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import { keepHeads } from '#store/keyring.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { headsOf } from '../accounts/openSession.ts';
import { afterCommit } from '../afterCommit.ts';
import { digestOfText } from '../digestOfText.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { lift, requireLiftable, requireOpen, withdraw } from './dropMarking.ts';
import { markedText } from './markingAnswers.ts';
import { isSignedProposal, type OpenDrop, recordDigest, requireOpenDrop } from './markingDrops.ts';

/**
 * An approver answers that an approved mark goes: the password unlocks the own key, which signs over what was proposed and
 * the text that was read, and in the same transaction the mark goes in the name of whoever proposed it. Throws notFound,
 * forbidden, conflict, reasonMissing, illegalState, wrongPassword.
 */
export async function answerDrop(
  context: OfficeContext,
  {
    record: number,
    drop: dropNumber,
    text,
    isApproved,
    reason,
    password,
  }: CheckedInput<'answerMarking'> & { readonly drop: number },
): Promise<void> {
  const session = sessionOf(context);
  requireAnswerable(context, number, dropNumber, text);
  if (!isApproved && reason === '') throw new OfficeError('reasonMissing', '不批准要写明原因。');
  const { privateKey, publicKey } = await unlockWithPassword(context, 'password', session.personId, password);
  changeContent(context, (content, record) => {
    // The password took its time: it is given to what stands there now.
    const open = requireAnswerable(context, number, dropNumber, text);
    const { drop, subject, decision } = open;
    const { how } = drop;
    if (isApproved) {
      if (!isSignedProposal(context, open)) {
        throw new OfficeError(
          'illegalState',
          '这一项没有提出的人有效的签名，不能批准。请写明原因退回；可能是绕过本程序写的，请告诉审计员。',
        );
      }
      if (how === 'withdrawn') requireOpen(context, content, subject);
      else requireLiftable(content, subject);
    }
    const at = instantOf(context);
    const statement = signDrop(
      {
        as: 'approver',
        outcome: isApproved ? 'approved' : 'refused',
        how,
        record: recordDigest(content, number),
        person: session.personName,
        publicKey,
        at,
        ...(reason === '' ? {} : { reason }),
        subject: subject.kind,
        subjectId: subject.id,
        decision,
        text,
        proposal: digestOfText(drop.statement),
      },
      privateKey,
    );
    content
      .prepare(
        `INSERT INTO marking_drop_answers (drop_number, outcome, person, reason, text, statement, at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(drop.number, statement.outcome, session.personId, reason, text, canonicalJson(statement), at);
    const details = { subject: subject.kind, record: number, how };
    record(isApproved ? 'approveMarkingDrop' : 'refuseMarkingDrop', subject.id, details);
    if (!isApproved) return;
    if (how === 'withdrawn') withdraw(context, content, record, subject, drop.proposer);
    else lift(context, content, record, { number, subject, reason: drop.reason, personId: drop.proposer });
  });
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(session)));
  context.environment.emit({ kind: 'changed', nouns: ['markings', 'issues', 'articles'] });
}

function requireAnswerable(context: OfficeContext, record: number, number: number, text: string): OpenDrop {
  const { personId, roles } = sessionOf(context);
  const open = requireOpenDrop(context, record, number);
  if (!mayApprove({ id: personId, roles }, open.drop.proposer)) {
    throw new OfficeError('forbidden', '标识由审核、签发岗位的人批准，您没有这个岗位。');
  }
  if (markedText(contentOf(context), open.subject).hash !== text) {
    throw new OfficeError('conflict', '内容在您看过之后又有改动。请先看新的内容，再批准。');
  }
  return open;
}
