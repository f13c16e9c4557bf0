import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { signOffCommands } from '#shared/contract/signOffCommands.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import { type IssuePlace, isSignedByEditor } from '#shared/workflow/issueWorkflow.ts';
import { absentSentence, absentSigner } from '#shared/workflow/roleSeparation.ts';
import { keepHeads } from '#store/keyring.ts';
import { headsOf } from '../accounts/openSession.ts';
import { selectPeople } from '../accounts/peopleQueries.ts';
import { afterCommit } from '../afterCommit.ts';
import { insertVersion, selectArticle } from '../articles/articleQueries.ts';
import { takeImages } from '../articles/imageQueries.ts';
import { requireHere } from '../handover/requireHere.ts';
import { recomposeDraft } from '../issues/composeIssue.ts';
import { issueFindings, openArticleComments, unfinishedArticles } from '../issues/issueFindings.ts';
import { placeOf } from '../issues/issuePlace.ts';
import {
  type LiveSignOff,
  liveStatementsOf,
  personNameOf,
  selectIssue,
  selectSummary,
  signOffsOf,
  wholeIssueOf,
} from '../issues/issueQueries.ts';
import { loadRecordTest } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireProvedRules } from '../publications/ruleFaults.ts';
import { numberArchived } from '../records/numberArchived.ts';
import { selectHandled } from './handledIssues.ts';
import { prepareRelease } from './prepareRelease.ts';
import { notConfirmed, recordStep, requireStep, type StepRequest } from './recordStep.ts';
import { releaseIssue } from './releaseIssue.ts';
import { selectVoidNumbers } from './voidNumbers.ts';

type Change = Parameters<typeof changeContent<void>>[1];

/** 送审 to 归档: every step of an issue after make-up. */
export const signOffHandlers: Handlers<keyof typeof signOffCommands> = {
  listHandled(context) {
    return selectHandled(context);
  },

  async submitIssue(context, { id, contentHash, opinion: said, waiver = '' }) {
    const waived = waiver === '' ? [] : openArticleComments(contentOf(context), selectIssue(contentOf(context), id));
    // The reason stands with the step, in what the editor signs.
    const opinion = waived.length === 0 ? said : `${said}（带着${waived.length}条没有处理的批注送审：${waiver}）`;
    const findings = await issueFindings(context, id);
    const asked = findings.filter(({ level }) => level === 'ask').map(({ rule }) => rule);
    const waivedMessages = new Set(waived.map(({ message }) => message));
    return takeStep(context, { issueId: id, action: 'submit', contentHash, opinion }, (content, record) => {
      const issue = selectIssue(content, id);
      if (issue.state !== 'drafting') return;
      requireProvedRules(context, issue.publicationId);
      // What the whole check has seen is the content the step is bound to; an article's state is not part of that.
      const ofContent = findings.filter(({ rule }) => rule !== 'notFinal' && rule !== 'articleComment');
      const now = [...ofContent, ...unfinishedArticles(content, issue), ...openArticleComments(content, issue)];
      // The reason was given for what was open then: a comment made while the pages were checked is not among them.
      const isWaived = ({ isWaivable, message }: Finding) => isWaivable === true && waivedMessages.has(message);
      const stops = now.filter((finding) => finding.level === 'stop' && !isWaived(finding));
      if (stops.length > 0) {
        const messages = stops.map(({ message }) => message);
        throw new OfficeError('incomplete', `还不能送审：${messages.join('')}`, { missing: messages });
      }
      requireNamedSigners(context, content, id);
      const despite = waived.length > 0 ? [...asked, 'articleComment'] : asked;
      if (despite.length > 0) record('submitDespite', id, { rules: [...new Set(despite)] });
    });
  },

  recallIssue(context, { id }) {
    return takeStep(context, { issueId: id, action: 'recall', opinion: '' });
  },

  passIssue(context, { id, contentHash, opinion }) {
    return takeStep(context, { issueId: id, action: 'pass', contentHash, opinion }, (content) =>
      requireConfirmed(context, content, id),
    );
  },

  countersignIssue(context, { id, contentHash, opinion }) {
    return takeStep(context, { issueId: id, action: 'countersign', contentHash, opinion }, (content) =>
      requireConfirmed(context, content, id),
    );
  },

  returnIssue(context, { id, reason, station }) {
    return takeStep(context, { issueId: id, action: 'return', opinion: reason, station });
  },

  correctArticle(context, { id, contentHash, articleId, content: text, images }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      const issue = selectIssue(content, id);
      if (!isAtReview(placeOf(context, content, issue)))
        throw new OfficeError('illegalState', '这一期不在审核中，不能修改。');
      if (issue.contentHash !== contentHash) {
        throw new OfficeError('conflict', '内容在您看过之后又有改动，没有覆盖。请先看新的内容。');
      }
      if (selectArticle(content, articleId).issueId !== id) {
        throw new OfficeError('notFound', '这篇稿件不在本期中。');
      }
      requireStep(context, content, { issueId: id, action: 'correct', opinion: '' });
      const isBound = ({ personId: by, onBehalfOf }: LiveSignOff) => by === personId || onBehalfOf === personId;
      if (liveStatementsOf(content, id).some(isBound)) {
        throw new OfficeError('samePerson', '您已签署过这一期的一道手续，不能再作为审核人修改。');
      }
      takeImages(content, text.body, images);
      const version = insertVersion(content, articleId, {
        content: text,
        kind: 'correction',
        name: '审核修改',
        by: personId,
        at: instantOf(context),
        sealed: true,
      });
      recomposeDraft(context, content, articleId);
      record('correctArticle', id, { article: articleId, version });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
    return wholeIssueOf(context, id);
  },

  requestConfirmation(context, { id, contentHash, opinion }) {
    return takeStep(context, { issueId: id, action: 'correct', contentHash, opinion }, (content) => {
      const place = placeOf(context, content, selectIssue(content, id));
      if (isAtReview(place) && isSignedByEditor(place.signed)) {
        throw new OfficeError('illegalState', '内容没有改动，不用送责任编辑确认。');
      }
    });
  },

  confirmCorrection(context, { id, contentHash, opinion }) {
    return takeStep(context, { issueId: id, action: 'confirm', contentHash, opinion });
  },

  async prepareRelease(context, input) {
    const prepared = await prepareRelease(context, input);
    sessionOf(context).prepared.set(input.id, prepared);
    const { issueHash, contentHash, number, date, document, pages, pdf } = prepared;
    return {
      issueHash,
      contentHash,
      number,
      date,
      pages,
      document,
      pdf: new Uint8Array(pdf),
      signOffs: signOffsOf(context, input.id),
    };
  },

  async releaseIssue(context, input) {
    await releaseIssue(context, input);
    context.environment.emit({ kind: 'changed', nouns: ['issues'] });
    return wholeIssueOf(context, input.id);
  },

  registerPrinting(context, { id, copies, note }) {
    requireHere(context, id);
    return takeStep(context, { issueId: id, action: 'print', opinion: `实印${copies}份。${note}` });
  },

  voidIssue(context, { id, reason }) {
    return takeStep(context, { issueId: id, action: 'void', opinion: reason }, undefined, (content) => {
      // Its articles may stand in another issue; what was signed stays frozen with them in it.
      content.prepare('DELETE FROM issue_articles WHERE issue_id = ?').run(id);
    });
  },

  listVoidNumbers(context) {
    return selectVoidNumbers(context);
  },

  async archiveIssue(context, { id, note, retention }) {
    const test = await loadRecordTest();
    let unnumbered: OfficeError | undefined;
    takeStep(context, { issueId: id, action: 'archive', opinion: note }, undefined, (content, record) => {
      unnumbered = numberArchived(context, content, record, { id, retention }, test);
    });
    if (unnumbered) throw unnumbered;
    return selectSummary(context, id);
  },
};

/** One step in one transaction, with what has to hold before it and what follows from it. */
function takeStep(context: OfficeContext, request: StepRequest, before?: Change, after?: Change): WholeIssue {
  changeContent(context, (content, record) => {
    before?.(content, record);
    recordStep(context, content, record, request);
    after?.(content, record);
  });
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(sessionOf(context))));
  context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles'] });
  return wholeIssueOf(context, request.issueId);
}

/** Throws incomplete where somebody the flow names for 会签 can no longer sign: nobody else could take the issue on. */
function requireNamedSigners(context: OfficeContext, content: Parameters<Change>[0], issueId: string): void {
  const people = selectPeople(sessionOf(context).register).filter(({ leftAt }) => leftAt === undefined);
  for (const station of placeOf(context, content, selectIssue(content, issueId)).flow) {
    const absent = absentSigner(people, station);
    if (absent === undefined) continue;
    const sentence = absentSentence(station, personNameOf(context, absent));
    throw new OfficeError('incomplete', `还不能送审：${sentence}`, { missing: [sentence] });
  }
}

/** Throws illegalState where the content under review is not the one the editor signed. */
function requireConfirmed(context: OfficeContext, content: Parameters<Change>[0], issueId: string): void {
  const { state, signed } = placeOf(context, content, selectIssue(content, issueId));
  if (state === 'inReview' && !isSignedByEditor(signed)) throw new OfficeError('illegalState', notConfirmed);
}

function isAtReview({ state, flow, station }: IssuePlace): boolean {
  return state === 'inReview' && flow[station]?.kind === 'reviewer';
}
