import { statSync } from 'node:fs';
import type { packageCommands, packageOversightCommands } from '#shared/contract/packageCommands.ts';
import { cancelName, cancelText, receiptName, receiptText } from '#shared/handover/packageReceipt.ts';
import { isSigned } from '#shared/workflow/isSigned.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { afterCommit } from '../afterCommit.ts';
import { createProgress, stoppable, stopWork } from '../backup/runningWork.ts';
import { selectIssue, wholeIssueOf } from '../issues/issueQueries.ts';
import { changeContent, contentOf, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireTicket } from '../tickets/takeOutput.ts';
import { answerGiven, insertCancel } from './cancels.ts';
import { findPackages } from './findPackages.ts';
import { clearGathered, dropVolumes, gatherVolumes } from './gatheredVolumes.ts';
import { addLeg, legName, legsOf, legsOut, nextLeg } from './issueLegs.ts';
import { issueParts } from './issueParts.ts';
import { endLending, lendIssue, lendingOf } from './lentIssues.ts';
import { requireOwnKeys } from './machineKeys.ts';
import { measurePackage } from './measurePackage.ts';
import { giveMedium } from './mediumChange.ts';
import { selectPartNames, selectPiece } from './packageParts.ts';
import { isTaken, selectPackage, selectPackages } from './packageQueries.ts';
import { receivePackage } from './receivePackage.ts';
import { selectRecordedPackages } from './recordedPackages.ts';
import { requireHere, requireLendable } from './requireHere.ts';
import { requireSigned } from './requireSigned.ts';
import { resolveArticle } from './resolveArticle.ts';
import { selectUnresolved } from './unresolvedArticles.ts';
import { stopped, writtenWithProgress } from './writtenWithProgress.ts';

type Commands = typeof packageCommands & typeof packageOversightCommands;

const megabyte = 1 << 20;

/** 交接: issues that go to other machines on media, and what comes from them. */
export const packageHandlers: Handlers<keyof Commands> = {
  listPackages: selectPackages,

  measurePackage,

  async writePackage(context, input) {
    const { issueId, kind, machines, isCopy, folder, medium, dueOn, ticketId, volumeMegabytes, changesMedium } = input;
    const content = contentOf(context);
    const { state, contentHash } = selectIssue(content, issueId);
    const request = {
      issueId,
      forms: ['export', 'burn'],
      // Each machine that can open it has a copy.
      ticket: ticketId === undefined ? undefined : { id: ticketId, copies: new Set(machines).size },
    } as const;
    requireTicket(context, request);
    requireHere(context, issueId);
    if ((kind === 'signed') !== isSigned(state)) {
      const reason =
        kind === 'signed' ? '这一期还没有签发，不能作为已签发的送出。' : '这一期已经签发，只能作为已签发的送出。';
      throw new OfficeError('illegalState', reason);
    }
    if (!isCopy) requireLendable(context, issueId);
    requireSigned(context, issueId, machines);
    const [holder = ''] = machines;
    const legs = legsOut(context, issueId, isCopy ? undefined : holder);
    const sent = await writtenWithProgress(context, 'writePackage', {
      kind,
      issueId,
      machines,
      parts: issueParts(context, issueId, { isCopy, legs }),
      folder,
      medium,
      volumeBytes: volumeMegabytes * megabyte,
      changesMedium,
      dueOn,
      output: request,
      details: isCopy ? { isCopy } : { lentTo: holder },
      inStep: (database, hash, at) => {
        for (const leg of legs) addLeg(database, issueId, leg, hash);
        if (isCopy) return;
        const { personId } = sessionOf(context);
        lendIssue(database, { issueId, machine: holder, hash, contentHash, at, person: personId });
      },
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return sent;
  },

  findPackages(context, { folder }) {
    contentOf(context);
    return findPackages(context, folder);
  },

  async nextMedium(context, input) {
    await giveMedium(context, input);
    return {};
  },

  async gatherVolumes(context, input) {
    const progress = createProgress(context, 'gatherVolumes', 2 * sizeOf(input.files));
    progress.begin('收这几卷');
    const done = await stoppable(context, async (signal) => {
      await gatherVolumes(context, input, { signal, onBytes: progress.add });
      return true;
    });
    if (!done) throw stopped('没有收下这几卷');
    progress.finish();
    return {};
  },

  dropVolumes(context, { mark }) {
    contentOf(context);
    dropVolumes(context, mark);
    return {};
  },

  async cancelPackage(context, { issueId, folder, medium, dueOn }) {
    const lending = lendingOf(contentOf(context), issueId);
    if (!lending || lending.isCopy === 1)
      throw new OfficeError('illegalState', '这一期没有从本机交到别的机器，不用取回。');
    const { machine, hash: lent } = lending;
    const last = legsOf(contentOf(context), issueId).at(-1);
    const leg = last?.signed;
    if (!leg) {
      const what = last ? legName(sessionOf(context).register, last) : '交接';
      throw new OfficeError(
        'illegalState',
        `这一期${what}是升级以前办理的，没有签名，不能取回。请改用“作为丢失收回”。`,
      );
    }
    const text = new TextEncoder().encode(cancelText({ package: lent, leg }));
    const sent = await writtenWithProgress(context, 'cancelPackage', {
      kind: 'cancel',
      issueId,
      machines: [machine],
      parts: [{ name: cancelName, open: () => [text] }],
      folder,
      medium,
      volumeBytes: megabyte,
      dueOn,
      details: { cancels: lent },
      inStep: (database, hash) => insertCancel(database, { hash, issueId, package: lent }),
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues'] });
    return sent;
  },

  async reclaimIssue(context, { id, reason, password }) {
    const { personId } = sessionOf(context);
    selectIssue(contentOf(context), id);
    const lent = () => {
      const lending = lendingOf(contentOf(context), id);
      if (lending && lending.isCopy === 0) return lending;
      throw new OfficeError('illegalState', '这一期没有从本机交到别的机器，不用收回。');
    };
    lent();
    await unlockWithPassword(context, 'password', personId, password);
    changeContent(context, (content, record) => {
      const { hash: lending, machine } = lent();
      const at = instantOf(context);
      endLending(content, { issueId: id, how: 'lost', reason, at, person: personId });
      const legs = legsOf(content, id);
      // By whichever card it was lent out with.
      const own = legs.at(-1)?.from ?? requireOwnKeys(context).hash;
      addLeg(content, id, nextLeg(context, id, legs, { kind: 'lost', from: own, to: own, at }), null);
      record('reclaimIssue', id, { package: lending, machines: [machine] });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return wholeIssueOf(context, id);
  },

  stopPackage(context, { isLeaving }) {
    contentOf(context);
    stopWork(context, isLeaving);
    return {};
  },

  async takePackage(context, input) {
    const progress = createProgress(context, 'takePackage', 3 * sizeOf(input.files));
    progress.begin('核对交接包');
    const taken = await stoppable(context, (signal) =>
      receivePackage(context, input, { signal, onBytes: progress.add }),
    );
    if (!taken) throw stopped('没有收下');
    progress.finish();
    afterCommit(context, 'clearGathered', () => clearGathered(context, input.files));
    const { number, opened, outcome } = taken;
    const { manifest, daysApart } = opened;
    context.environment.emit({
      kind: 'changed',
      nouns: ['issues', 'articles', 'articleComments', 'manuscripts', 'markings'],
    });
    return {
      entry: selectPackage(context, number),
      outcome,
      person: manifest.person,
      parts: manifest.parts.map(({ name, bytes }) => ({ name, bytes })),
      daysApart,
    };
  },

  async writeReceipt(context, { hash, folder, medium }) {
    const content = contentOf(context);
    const found = content
      .prepare("SELECT kind, issue_id AS issueId, sender FROM packages WHERE hash = ? AND direction = 'taken'")
      .get(hash) as { readonly kind: string; readonly issueId: string | null; readonly sender: string } | undefined;
    if (!found) throw new OfficeError('notFound', '没有收过这个交接包。');
    if (found.kind === 'receipt') throw new OfficeError('illegalState', '回执不用再写回执。');
    const text = new TextEncoder().encode(receiptText({ package: hash, ...answerGiven(content, hash) }));
    return await writtenWithProgress(context, 'writeReceipt', {
      kind: 'receipt',
      issueId: found.issueId,
      machines: [found.sender],
      parts: [{ name: receiptName, open: () => [text] }],
      folder,
      medium,
      volumeBytes: megabyte,
    });
  },

  listPackageParts(context, { hash }) {
    const content = contentOf(context);
    if (!isTaken(content, hash)) throw new OfficeError('notFound', '没有收过这个交接包。');
    return selectPartNames(content, hash);
  },

  readPackagePart(context, { hash, name, piece }) {
    const found = selectPiece(contentOf(context), hash, name, piece);
    if (!found) throw new OfficeError('notFound', '收到的交接包里没有这个文件。');
    if (piece === 0) changeContent(context, (_content, record) => record('readPackagePart', hash, { name }));
    return { name, ...found };
  },

  listUnresolvedArticles: selectUnresolved,

  resolveArticle(context, { articleId, version }) {
    changeContent(context, (content, record) => resolveArticle(context, content, record, { articleId, version }));
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return selectUnresolved(context);
  },

  listRecordedPackages: selectRecordedPackages,
};

/** Of files that may not be there, or be none: whoever reads them says so. */
function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => {
    try {
      return sum + statSync(file).size;
    } catch {
      return sum;
    }
  }, 0);
}
