import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import type { Autosave, SaveState } from '../../editor/autosave.ts';
import { articles as strings } from '../../strings/articles.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Why the text is not on the disk, and what can be done about it; nothing while it is. */
export function SaveNotice({
  id,
  state,
  autosave,
  onReadAgain,
}: {
  readonly id: string;
  readonly state: SaveState;
  readonly autosave: Autosave;
  readonly onReadAgain: () => void;
}) {
  if (state.kind !== 'refused') return null;
  const takeTheirs = async () => {
    const { takeTheirsTitle: title, takeTheirsText: text, takeTheirs: verb } = strings;
    if ((await ask({ title, text, verb, isDangerous: true })) === undefined) return;
    autosave.drop();
    onReadAgain();
  };
  const keepMine = async () => {
    const theirs = await office.readArticle({ id });
    if (!theirs.ok) return announceRefusal(theirs);
    // Sealed, as theirs where it is another person's, so that saving over it begins a version of its own.
    const { version, saves } = theirs.value.summary;
    const sealed = await office.takeOverArticle({ id, baseVersion: version, baseSaves: saves });
    if (!sealed.ok) return announceRefusal(sealed);
    autosave.rebase(sealed.value);
    if (await autosave.saveNow()) announce('ok', strings.mineKept);
  };
  return (
    <div className="articles-reason">
      {state.isConflict ? (
        <Notice
          kind="error"
          action={
            <>
              <Button onClick={takeTheirs}>{strings.takeTheirs}</Button>
              <Button onClick={keepMine}>{strings.keepMine}</Button>
            </>
          }
        >
          {strings.conflict}
        </Notice>
      ) : (
        <Notice kind="error" action={<Button onClick={() => autosave.saveNow()}>{strings.tryAgain}</Button>}>
          {strings.refused(state.message)}
        </Notice>
      )}
    </div>
  );
}
