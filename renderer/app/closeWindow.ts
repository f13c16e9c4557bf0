import { shell } from '../strings/shell.ts';
import { ask } from './announcements.tsx';
import { type Due, exitOffer, isAnythingDue, lookWhatIsDue } from './dueAtExit.ts';
import { saveEverything } from './leaving.ts';
import { desk } from './office.ts';
import { currentRoles } from './session.ts';

/** An office that is busy keeps nobody from leaving. */
const longestAnswerMs = 1500;

/**
 * The close button while text is unsaved, or a backup or a seal is due: saves, offers what is due once, and closes; what
 * cannot be saved is lost only by a person's own word.
 */
export async function closeWindow(): Promise<void> {
  const mayClose =
    (await saveEverything()) ||
    (await ask({ title: shell.unsavedTitle, text: shell.unsavedText, verb: shell.quitUnsaved, isDangerous: true })) !==
      undefined;
  if (!mayClose) return;
  const due = exitOffer.get() ? undefined : await dueNow();
  if (due && isAnythingDue(due)) exitOffer.set(due);
  else await desk.quit({});
}

/** It may have been done since the sign-in. */
function dueNow(): Promise<Due | undefined> {
  const tooLate = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), longestAnswerMs));
  return Promise.race([lookWhatIsDue(currentRoles()), tooLate]);
}
