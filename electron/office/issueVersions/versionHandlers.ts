import type { issueVersionCommands } from '#shared/contract/issueVersionCommands.ts';
import { selectIssue, selectSummary } from '../issues/issueQueries.ts';
import { stampPdf } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { type OutputRequest, requireTicket, spendTicket } from '../tickets/takeOutput.ts';
import { issueChangesPages } from './issueChangesPages.ts';
import { insertView, selectIssueVersion, selectIssueVersions } from './versionQueries.ts';

/** 上次以来: what a person was shown of an issue, and what it has become. */
export const issueVersionHandlers: Handlers<keyof typeof issueVersionCommands> = {
  listIssueVersions(context, { id }) {
    selectIssue(contentOf(context), id);
    return selectIssueVersions(context, id);
  },

  recordIssueView(context, { id, contentHash }) {
    const view = { issueId: id, person: sessionOf(context).personId, at: instantOf(context) };
    changeContent(context, (content, record) => {
      const issue = selectIssue(content, id);
      if (issue.step === 0) throw new OfficeError('illegalState', '这一期还没有送审，不记审签的查看。');
      if (issue.contentHash !== contentHash) {
        throw new OfficeError('conflict', '内容在您看过之后又有改动。请看新的内容。');
      }
      if (insertView(content, view)) record('recordIssueView', id, { contentHash });
    });
    return {};
  },

  readIssueVersion(context, { id, version, withSteps }) {
    const { at: _at, ...content } = selectIssueVersion(context, id, version, withSteps);
    return content;
  },

  async exportIssueChanges(context, { id, version, ticketId }) {
    const request: OutputRequest = {
      issueId: id,
      forms: ['export', 'burn'],
      ticket: ticketId === undefined ? undefined : { id: ticketId, copies: 1 },
    };
    requireTicket(context, request);
    const pages = await issueChangesPages(context, id, version);
    // The ticket is used where the file is made, and in the step that says so: neither is on record without the other.
    const taken = changeContent(context, (content, record) => {
      const used = spendTicket(context, content, record, request);
      record('exportIssueChanges', id, { ...version, ...(used ? { ticket: used.number } : {}) });
      return used;
    });
    if (taken) context.environment.emit({ kind: 'changed', nouns: ['tickets'] });
    const [line] = taken?.isStamped ? taken.lines : [];
    const bytes = line === undefined ? pages : new Uint8Array(await stampPdf(pages, line));
    const { publicationName, numberText = '' } = selectSummary(context, id);
    return { name: `${publicationName}${numberText}花脸稿.pdf`, bytes };
  },
};
