import type { Flow } from '#shared/workflow/flow.ts';
import { flowShortage } from '#shared/workflow/roleSeparation.ts';
import { selectPeople } from '../accounts/peopleQueries.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

/** Throws incomplete where the office has not the people for a flow. */
export function requireHeldFlow(context: OfficeContext, flow: Flow): void {
  const people = selectPeople(sessionOf(context).register).filter(({ leftAt }) => leftAt === undefined);
  const shortage = flowShortage(people, flow, (personId) => personNameOf(context, personId));
  if (shortage !== undefined) throw new OfficeError('incomplete', `流程没有保存：${shortage}`, { missing: [shortage] });
}
