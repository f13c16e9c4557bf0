import { sm3 } from 'sm-crypto-v2';
import type { CheckedInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import { SignedStatement, signStatement, verifyStatement } from '#shared/issue/signOffStatement.ts';
import { indexIssue } from '#store/content/searchIndex.ts';
import { keepHeads } from '#store/keyring.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { headsOf } from '../accounts/openSession.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { afterCommit } from '../afterCommit.ts';
import { liveStatementsOf, statementsOf } from '../issues/issueQueries.ts';
import { changeContent, contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireProvedRules } from '../publications/ruleFaults.ts';
import { requireProvedSignatures } from '../signOff/proveSignatures.ts';
import { recordStep, requireStep } from '../signOff/recordStep.ts';
import { freezeRelease } from '../signOff/releaseIssue.ts';
import { type AwaitedRelease, awaitedRelease } from './keptRelease.ts';
import { type StoredPaper, selectAwaitedPaper } from './paperQueries.ts';
import { paperStep, presentPerson } from './requirePaper.ts';
import { selectScan } from './scans.ts';

/**
 * The second person has compared the paper with what was recorded: the password unlocks the own key, the key signs the
 * same as the recorder's, and in one transaction the signature counts and the issue moves; at 签发 the number is granted and
 * the files are frozen that both have signed over. Answers with the issue. Throws as requireStep, dataDamaged, wrongPassword.
 */
export async function confirmPaper(
  context: OfficeContext,
  { paperId, scan, password }: CheckedInput<'confirmPaperSignOff'>,
): Promise<string> {
  const content = contentOf(context);
  const session = sessionOf(context);
  const paper = requireAwaited(context, paperId);
  if (paper.confirmer !== session.personId) {
    throw new OfficeError('forbidden', '这份纸质签批没有请您核对，要由代录时选定的人核对。');
  }
  if (paper.scan !== scan) throw new OfficeError('conflict', '您看到的扫描件不是登记的那一份。请重新打开，再核对。');
  const recorded = SignedStatement.parse(JSON.parse(paper.statement));
  const release = paper.release === null ? undefined : awaitedRelease(content, paperId, paper.release);
  requireWhole(context, paper, recorded, release);
  const { privateKey, publicKey } = await unlockWithPassword(context, 'password', session.personId, password);
  const { signature: _signature, paper: said, ...same } = recorded;
  const at = context.environment.now().toISOString();
  const statement = signStatement(
    { ...same, person: session.personName, publicKey, at, ...(said ? { paper: { ...said, as: 'confirmer' } } : {}) },
    privateKey,
  );
  const { issue_id: id, content_hash: contentHash, opinion } = paper;
  changeContent(context, (base, record) => {
    requireAwaited(context, paperId);
    const signer = presentPerson(context, paper.signer, '签批人');
    const step = paperStep(context, base, { id, contentHash, opinion, signer });
    // First of all, so that an issue which left its state meanwhile is answered by the flow and not by the base.
    const required = requireStep(context, base, step);
    if (release) {
      requireProvedSignatures(context, base, required);
      requireProvedRules(context, required.issue.publicationId);
    }
    base
      .prepare('INSERT INTO paper_confirmations (paper_id, confirmer, statement, at) VALUES (?, ?, ?, ?)')
      .run(paperId, session.personId, canonicalJson(statement), at);
    if (release) {
      const { flow, ...prepared } = release;
      const earlier = liveStatementsOf(base, id).flatMap(statementsOf);
      freezeRelease(
        base,
        { ...prepared, issueId: id, earlier: earlier.map((one) => one.statement), ...(flow ? { flow } : {}) },
        [recorded, statement],
      );
    }
    recordStep(context, base, record, step, undefined, { id: paperId, statement });
    if (release) indexIssue(base, { issueId: id, document: release.document });
    base.prepare('DELETE FROM paper_files WHERE paper_id = ?').run(paperId);
    record('confirmPaperSignOff', id, { paper: paperId, signer: paper.signer, recorder: paper.recorder, scan });
  });
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(session)));
  context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
  return id;
}

/** Throws notFound where none waits under the name. */
export function requireAwaited(context: OfficeContext, paperId: string): StoredPaper {
  const paper = selectAwaitedPaper(contentOf(context), paperId);
  if (!paper) {
    throw new OfficeError('notFound', '没有等待核对的这份纸质签批，可能已经核对、撤回，或因内容改动、流程变化而失效。');
  }
  return paper;
}

/** What is confirmed is what was recorded, byte for byte, and the recorder's own key stands for it. */
function requireWhole(
  context: OfficeContext,
  paper: StoredPaper,
  recorded: SignedStatement,
  release: AwaitedRelease | undefined,
): void {
  const { bytes } = selectScan(contentOf(context), paper.scan);
  const files = (release?.files ?? []).map((file) => ({ ...file, bytes: file.bytes.length, sm3: sm3(file.bytes) }));
  const hash = release ? issueHash(release.document, files) : paper.content_hash;
  const isWhole =
    sm3(bytes) === paper.scan &&
    recorded.hash === hash &&
    verifyStatement(recorded) &&
    isKeyOf(sessionOf(context).register, paper.recorder, recorded.publicKey);
  if (isWhole) return;
  throw new OfficeError('dataDamaged', '登记的纸质签批与代录人签名时不符，可能被改动过，没有办理。请审计员核对。');
}
