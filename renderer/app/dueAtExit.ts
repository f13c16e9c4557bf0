import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { office } from './office.ts';
import { createStore } from './store.ts';

/** What is to be done by whoever is signed in, and has not been. */
export interface Due {
  /** When the last backup was made, '' where there is none; undefined where none is due. */
  readonly backupSince?: string;
  readonly isSealDue: boolean;
}

const nothing: Due = { isSealDue: false };
let known: Due = nothing;

/** What is offered before the window closes; undefined while nothing is asked. */
export const exitOffer = createStore<Due | undefined>(undefined);

/** Asks the office what is due of a person with these roles; nothing where it does not answer. */
export async function lookWhatIsDue(roles: readonly Role[]): Promise<Due> {
  const [backup, seal] = await Promise.all([
    roles.includes('systemAdministrator') ? office.readBackupState({}) : undefined,
    roles.includes('auditor') ? office.listSeals({}) : undefined,
  ]);
  const days = seal?.ok ? seal.value.dueInDays : undefined;
  known = {
    ...(backup?.ok && backup.value.isDue ? { backupSince: backup.value.lastMadeAt ?? '' } : {}),
    isSealDue: days !== undefined && days <= 0,
  };
  return known;
}

/** Nobody is signed in any more: nothing is offered. */
export function forgetWhatIsDue(): void {
  known = nothing;
  exitOffer.set(undefined);
}

export function isAnythingDue({ backupSince, isSealDue }: Due): boolean {
  return backupSince !== undefined || isSealDue;
}

/** Whether closing the window is held up for the offer: once only, a second close is a person's will. */
export function isHeldAtExit(): boolean {
  return isAnythingDue(known) && exitOffer.get() === undefined;
}
