import type { OfficeContext } from './officeContext.ts';
import { logFailure } from './officeLog.ts';

/**
 * Does what follows a commit and is caught up with by the next sign-in: the mirror of the audit, the heads kept outside.
 * The step itself is done, so a failure here is logged and never answered as if it were not.
 */
export function afterCommit({ environment }: OfficeContext, what: string, follow: () => void): void {
  try {
    follow();
  } catch (error) {
    logFailure(environment, what, error);
  }
}
