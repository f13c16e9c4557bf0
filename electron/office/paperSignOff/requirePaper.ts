import { editorialRoles } from '#shared/contract/command.ts';
import type { CheckedInput } from '#shared/contract/contract.ts';
import type { SignOffStep } from '#shared/issue/issueDocument.ts';
import type { IssueAction } from '#shared/workflow/issueWorkflow.ts';
import type { WritableDatabase } from '#store/database.ts';
import { type PersonRow, selectPerson } from '../accounts/peopleQueries.ts';
import { placeOf } from '../issues/issuePlace.ts';
import { liveStatementsOf, selectIssue } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { type RequiredStep, requireStep, type StepRequest } from '../signOff/recordStep.ts';

export interface RequiredPaper extends RequiredStep {
  readonly signer: PersonRow;
  readonly confirmer: PersonRow;
}

type Paper = Omit<CheckedInput<'recordPaperSignOff'>, 'scan'>;

/** The step on a paper and its people, when the publication, the flow, the people and the day allow it. */
export function requirePaper(context: OfficeContext, content: WritableDatabase, paper: Paper): RequiredPaper {
  const { signerId, confirmerId, signedOn } = paper;
  const { personId } = sessionOf(context);
  const signer = presentPerson(context, signerId, '签批人');
  const confirmer = presentPerson(context, confirmerId, '核对人');
  if (signerId === personId) {
    throw new OfficeError('samePerson', '签批人不能代录自己的纸质签批。您可以直接在程序中办理。');
  }
  if (confirmerId === personId) throw new OfficeError('samePerson', '代录和核对要由两个人办理，请另选一位核对。');
  if (confirmerId === signerId) throw new OfficeError('samePerson', '签批人不能核对自己的纸质签批，请另选一位核对。');
  const reads: readonly string[] = editorialRoles;
  if (!confirmer.roles.some((role) => reads.includes(role))) {
    throw new OfficeError('forbidden', `${confirmer.name}没有办刊的岗位，不能核对纸质签批。`);
  }
  const required = requireStep(context, content, paperStep(context, content, { ...paper, signer }));
  if (signedOn > todayOf(context)) throw new OfficeError('incomplete', '纸上的日期在今天以后，请核对。');
  if (signedOn < dayBefore(required.issue.createdAt)) {
    throw new OfficeError('incomplete', '纸上的日期在这一期开始编辑以前，请核对。');
  }
  return { ...required, signer, confirmer };
}

/**
 * The step that a paper stands for, asked for in the signer's name. Throws notFound, illegalState where the publication or
 * the state allows none.
 */
export function paperStep(
  context: OfficeContext,
  content: WritableDatabase,
  { id, contentHash, opinion, signer }: Pick<Paper, 'id' | 'contentHash' | 'opinion'> & { readonly signer: PersonRow },
): StepRequest {
  const issue = selectIssue(content, id);
  const { settings } = selectPublication(sessionOf(context).register, issue.publicationId);
  if (!settings.allowsPaperSignOff) {
    throw new OfficeError('illegalState', '这个刊物没有开通纸质签批。要开通，请在“系统—刊物”中设置。');
  }
  const { state, flow, station } = placeOf(context, content, issue);
  const isAtStation = state === 'inReview' || state === 'awaitingRelease';
  const action = isAtStation ? actions[flow[station]?.kind ?? 'responsibleEditor'] : undefined;
  if (!action)
    throw new OfficeError('illegalState', '这一期现在没有等人审核、会签或签发，不能登记纸质签批。', { state });
  const isEditors = liveStatementsOf(content, id).some(({ statement }) => statement.step === 'responsibleEditor');
  if (!isEditors) throw new OfficeError('illegalState', '内容在送审后有改动，要先送责任编辑确认，再登记纸质签批。');
  return { issueId: id, action, opinion, contentHash, signer };
}

const actions: Readonly<Record<SignOffStep, IssueAction | undefined>> = {
  responsibleEditor: undefined,
  reviewer: 'pass',
  countersigner: 'countersign',
  signer: 'release',
};

/** Throws notFound for somebody who was never there, forbidden for one who has left. */
export function presentPerson(context: OfficeContext, id: string, part: string): PersonRow {
  const person = selectPerson(sessionOf(context).register, id);
  if (!person) throw new OfficeError('notFound', `找不到${part}，请重新选择。`);
  if (person.leftAt !== undefined) throw new OfficeError('forbidden', `${part}${person.name}已经离任，请重新选择。`);
  return person;
}

/** An issue begun late in the day may have been signed on paper of a date that is a day off in another time zone. */
function dayBefore(instant: string): string {
  return new Date(Date.parse(instant) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
