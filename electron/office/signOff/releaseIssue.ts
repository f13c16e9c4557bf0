import BetterSqlite3 from 'better-sqlite3';
import { sm3 } from 'sm-crypto-v2';
import { buildExport } from '#formats/export/buildExport.ts';
import type { CheckedInput } from '#shared/contract/contract.ts';
import { type SignedStatement, signStatement } from '#shared/issue/signOffStatement.ts';
import { indexIssue } from '#store/content/searchIndex.ts';
import type { WritableDatabase } from '#store/database.ts';
import { keepHeads } from '#store/keyring.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { headsOf } from '../accounts/openSession.ts';
import { afterCommit } from '../afterCommit.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { changeContent, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireProvedRules } from '../publications/ruleFaults.ts';
import type { PreparedRelease } from './preparedRelease.ts';
import { requireProvedSignatures } from './proveSignatures.ts';
import { recordStep, requireStep } from './recordStep.ts';

/**
 * 签发: the password unlocks the key once more, the key signs what was shown, and in one transaction the number is
 * granted, the files are frozen, the issue moves and becomes searchable. Throws conflict when content or number were
 * taken otherwise since it was prepared; wrongPassword, tooManyTries.
 */
export async function releaseIssue(
  context: OfficeContext,
  { id, issueHash, password }: CheckedInput<'releaseIssue'>,
): Promise<void> {
  const session = sessionOf(context);
  const prepared = session.prepared.get(id);
  if (prepared?.issueHash !== issueHash) {
    throw new OfficeError('conflict', '要签发的内容还没有备好，或已经换过。请重新查看付印样，再签发。');
  }
  const { privateKey } = await unlockWithPassword(context, 'password', session.personId, password);
  const signed = signStatement(prepared.statement, privateKey);
  const step = {
    issueId: id,
    action: 'release',
    opinion: signed.opinion ?? '',
    contentHash: prepared.contentHash,
  } as const;
  changeContent(context, (content, record) => {
    // First of all, so that an issue which left its state meanwhile is answered by the flow and not by the base.
    const found = requireStep(context, content, step);
    requireProvedSignatures(context, content, found);
    requireProvedRules(context, found.issue.publicationId);
    freezeRelease(content, prepared, [signed]);
    recordStep(context, content, record, step, signed);
    indexIssue(content, { issueId: id, document: prepared.document });
  });
  session.prepared.delete(id);
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(session)));
}

export type Freezing = Pick<PreparedRelease, 'issueId' | 'number' | 'document' | 'files' | 'earlier' | 'flow'>;

/** Grants the number and freezes the files with every statement given; `last` are those of 签发. Throws conflict. */
export function freezeRelease(
  content: WritableDatabase,
  prepared: Freezing,
  last: readonly [SignedStatement, ...SignedStatement[]],
): void {
  grantNumber(content, prepared, last[0].at);
  const frozen = buildExport({
    kind: 'issued',
    document: prepared.document,
    files: prepared.files,
    signatures: [...prepared.earlier, ...last],
    ...(prepared.flow ? { flow: prepared.flow } : {}),
  });
  const freeze = content.prepare('INSERT INTO frozen_files (issue_id, name, bytes, sm3) VALUES (?, ?, ?, ?)');
  for (const { name, bytes } of frozen) freeze.run(prepared.issueId, name, Buffer.from(bytes), sm3(bytes));
}

function grantNumber(content: WritableDatabase, { issueId, number }: Freezing, at: string): void {
  const { publicationId } = selectIssue(content, issueId);
  try {
    content
      .prepare(
        `INSERT INTO issue_numbers (publication_id, series, year, serial, running, issue_id, granted_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(publicationId, number.series, number.year, number.serial, number.running ?? null, issueId, at);
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT_')) {
      throw new OfficeError('conflict', '备好的期号刚被另一期用去，没有签发。请重新查看付印样，再签发。');
    }
    throw error;
  }
}
