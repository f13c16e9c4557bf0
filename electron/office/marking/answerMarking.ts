import type { CheckedInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { signConsent } from '#shared/marking/markingConsent.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import { keepHeads } from '#store/keyring.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { headsOf } from '../accounts/openSession.ts';
import { afterCommit } from '../afterCommit.ts';
import { digestOfText } from '../digestOfText.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { isProposed, markedText, type OpenRecord, openRecords } from './markingAnswers.ts';

/** The record that waits for the caller under this number. Throws notFound. */
export function requireOpenRecord(context: OfficeContext, number: number): OpenRecord {
  const open = openRecords(context).find((record) => record.number === number);
  if (!open)
    throw new OfficeError('notFound', '没有等您批准的这条标识，可能已经办过，或者已重新登记。请重新看一下列表。');
  return open;
}

/**
 * The approver, or whoever compares a paper, answers a record: the password unlocks the own key, which signs the decision
 * and the text that was read. Throws notFound, forbidden, conflict, reasonMissing, wrongPassword.
 */
export async function answerMarking(
  context: OfficeContext,
  { record: number, text, isApproved, reason, password }: CheckedInput<'answerMarking'>,
): Promise<void> {
  const session = sessionOf(context);
  requireAnswerable(context, number, text);
  if (!isApproved && reason === '') throw new OfficeError('reasonMissing', '不批准要写明原因。');
  const { privateKey, publicKey } = await unlockWithPassword(context, 'password', session.personId, password);
  changeContent(context, (content, record) => {
    // The password took its time: it is given to the record as it stands now.
    const open = requireAnswerable(context, number, text);
    const { subject, decision, statement: proposed } = open;
    if (isApproved && !isProposed(context, open)) {
      throw new OfficeError(
        'illegalState',
        '这条标识没有承办人有效的签名，不能批准。请写明原因退回，由承办人重新登记；可能是绕过本程序写的，请告诉审计员。',
      );
    }
    const statement = signConsent(
      {
        as: decision.paper ? 'confirmer' : 'approver',
        outcome: isApproved ? 'approved' : 'refused',
        person: session.personName,
        publicKey,
        at: instantOf(context),
        ...(reason === '' ? {} : { reason }),
        subject: subject.kind,
        subjectId: subject.id,
        decision,
        text,
        ...(proposed === undefined ? {} : { proposal: digestOfText(proposed) }),
      },
      privateKey,
    );
    content
      .prepare(
        `INSERT INTO marking_consents (record, outcome, person, reason, text, statement, at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(number, statement.outcome, session.personId, reason, text, canonicalJson(statement), statement.at);
    const details = { subject: subject.kind, record: number, ...(decision.paper ? { scan: decision.paper.scan } : {}) };
    record(isApproved ? 'approveMarking' : 'refuseMarking', subject.id, details);
  });
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(session)));
  context.environment.emit({ kind: 'changed', nouns: ['markings', 'issues'] });
}

function requireAnswerable(context: OfficeContext, number: number, text: string): OpenRecord {
  const { personId, roles } = sessionOf(context);
  const open = requireOpenRecord(context, number);
  if (!open.decision.paper && !mayApprove({ id: personId, roles }, '')) {
    throw new OfficeError('forbidden', '标识由审核、签发岗位的人批准，您没有这个岗位。');
  }
  if (markedText(contentOf(context), open.subject).hash !== text) {
    throw new OfficeError('conflict', '内容在您看过之后又有改动。请先看新的内容，再批准。');
  }
  return open;
}
