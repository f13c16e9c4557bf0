import { shell } from '../strings/shell.ts';
import { ask } from './announcements.tsx';
import { saveEverything } from './leaving.ts';
import { desk } from './office.ts';

/** The close button while text is unsaved: saves and closes; what cannot be saved is lost only by a person's own word. */
export async function closeWindow(): Promise<void> {
  const mayClose =
    (await saveEverything()) ||
    (await ask({ title: shell.unsavedTitle, text: shell.unsavedText, verb: shell.quitUnsaved, isDangerous: true })) !==
      undefined;
  if (mayClose) await desk.quit({});
}
