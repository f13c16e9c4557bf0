import type { CommandName } from '#shared/contract/contract.ts';
import type { OfficeContext } from '../officeContext.ts';
import { delegationsFor } from './delegationQueries.ts';

/** What is done at a station by commands of the role that holds it. Which issue, and whether at all, the step itself decides. */
const atStations: ReadonlySet<string> = new Set([
  'passIssue',
  'correctArticle',
  'requestConfirmation',
  'prepareRelease',
  'releaseIssue',
] satisfies CommandName[]);

/** Whether a person without the role may call a command all the same, in the place of one who has it. */
export function isDelegatedCall(context: OfficeContext, name: string): boolean {
  return context.session !== undefined && atStations.has(name) && delegationsFor(context).length > 0;
}
