import type { paperCommands } from '#shared/contract/paperCommands.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { wholeIssueOf } from '../issues/issueQueries.ts';
import { changeContent, contentOf, type Handlers, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { confirmPaper, requireAwaited } from './confirmPaper.ts';
import { awaitedRelease } from './keptRelease.ts';
import { recordPaper } from './recordPaper.ts';
import { selectScan } from './scans.ts';

/** 纸质签批: recorded by one, confirmed by another, or withdrawn. */
export const paperHandlers: Handlers<keyof typeof paperCommands> = {
  async recordPaperSignOff(context, input) {
    await recordPaper(context, input);
    return wholeIssueOf(context, input.id);
  },

  readPaperSignOff(context, { paperId }) {
    const content = contentOf(context);
    const paper = requireAwaited(context, paperId);
    const { mime, bytes, sm3 } = selectScan(content, paper.scan);
    const release = paper.release === null ? undefined : awaitedRelease(content, paperId, paper.release);
    changeContent(context, (_content, record) => record('readPaperSignOff', paper.issue_id, { paper: paperId }));
    const pdf = release?.files.find(({ name }) => name === 'issue.pdf')?.bytes;
    return {
      mime,
      scan: new Uint8Array(bytes),
      sm3,
      ...(release && pdf
        ? {
            release: {
              numberText: issueNumberText(release.number),
              date: release.date,
              pages: release.pages,
              issueHash: release.issueHash,
              pdf: new Uint8Array(pdf),
            },
          }
        : {}),
    };
  },

  async confirmPaperSignOff(context, input) {
    return wholeIssueOf(context, await confirmPaper(context, input));
  },

  withdrawPaperSignOff(context, { paperId, reason }) {
    const { personId } = sessionOf(context);
    const { issue_id: id, recorder, confirmer, signer } = requireAwaited(context, paperId);
    if (![recorder, confirmer, signer].includes(personId)) {
      throw new OfficeError('forbidden', '这份纸质签批由代录人、核对人或签批人本人撤回，您不在其中。');
    }
    changeContent(context, (content, record) => {
      content.prepare('UPDATE paper_sign_offs SET ended = ?, ended_by = ? WHERE id = ?').run(reason, personId, paperId);
      record('withdrawPaperSignOff', id, { paper: paperId });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues'] });
    return wholeIssueOf(context, id);
  },
};
