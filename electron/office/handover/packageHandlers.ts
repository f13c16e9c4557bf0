import type { packageCommands, packageOversightCommands } from '#shared/contract/packageCommands.ts';
import { receiptName, receiptText } from '#shared/handover/packageReceipt.ts';
import type { IssueState } from '#shared/workflow/issueWorkflow.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { changeContent, contentOf, type Handlers, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireTicket } from '../tickets/takeOutput.ts';
import { findPackages } from './findPackages.ts';
import { issueParts } from './issueParts.ts';
import { selectPart, selectPartNames } from './packageParts.ts';
import { isTaken, selectPackage, selectPackages } from './packageQueries.ts';
import { receivePackage } from './receivePackage.ts';
import { selectRecordedPackages } from './recordedPackages.ts';
import { type SentPackage, sendPackage } from './sendPackage.ts';

type Commands = typeof packageCommands & typeof packageOversightCommands;

const signedStates: readonly IssueState[] = ['released', 'printed', 'archived'];
const megabyte = 1 << 20;

/** 交接: issues that go to other machines on media, and what comes from them. */
export const packageHandlers: Handlers<keyof Commands> = {
  listPackages(context) {
    return selectPackages(context);
  },

  async writePackage(context, { issueId, kind, machines, folder, medium, dueOn, ticketId, volumeMegabytes }) {
    const { state } = selectIssue(contentOf(context), issueId);
    const request = {
      issueId,
      forms: ['export', 'burn'],
      // Each machine that can open it has a copy.
      ticket: ticketId === undefined ? undefined : { id: ticketId, copies: new Set(machines).size },
    } as const;
    requireTicket(context, request);
    if ((kind === 'signed') !== signedStates.includes(state)) {
      const reason =
        kind === 'signed' ? '这一期还没有签发，不能作为已签发的送出。' : '这一期已经签发，只能作为已签发的送出。';
      throw new OfficeError('illegalState', reason);
    }
    const sent = await sendPackage(context, {
      kind,
      issueId,
      machines,
      parts: issueParts(context, issueId),
      folder,
      medium,
      volumeBytes: volumeMegabytes * megabyte,
      dueOn,
      output: request,
    });
    return writtenOf(context, sent);
  },

  findPackages(context, { folder }) {
    return findPackages(context, folder);
  },

  async takePackage(context, { files, medium }) {
    const { number, opened } = await receivePackage(context, files, medium);
    const { manifest, daysApart } = opened;
    return {
      entry: selectPackage(context, number),
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
    const text = new TextEncoder().encode(receiptText(hash));
    const sent = await sendPackage(context, {
      kind: 'receipt',
      issueId: found.issueId,
      machines: [found.sender],
      parts: [{ name: receiptName, open: () => [text] }],
      folder,
      medium,
      volumeBytes: megabyte,
    });
    return writtenOf(context, sent);
  },

  listPackageParts(context, { hash }) {
    const content = contentOf(context);
    if (!isTaken(content, hash)) throw new OfficeError('notFound', '没有收过这个交接包。');
    return selectPartNames(content, hash);
  },

  readPackagePart(context, { hash, name }) {
    const bytes = selectPart(contentOf(context), hash, name);
    if (!bytes) throw new OfficeError('notFound', '收到的交接包里没有这个文件。');
    changeContent(context, (_content, record) => record('readPackagePart', hash, { name }));
    return { name, bytes };
  },

  listRecordedPackages(context) {
    return selectRecordedPackages(context);
  },
};

function writtenOf(context: OfficeContext, { number, volumes }: SentPackage) {
  return {
    entry: selectPackage(context, number),
    files: volumes.map(({ path, bytes }) => ({ path, bytes })),
  };
}
