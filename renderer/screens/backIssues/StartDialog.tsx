import { useState } from 'react';
import { announce } from '../../app/announcements.tsx';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { chooseFolder } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { backIssues as strings } from '../../strings/backIssues.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { backIssuesId } from './backIssuesId.ts';

/** Which publication, and where its past issues are. */
export function StartDialog({ onClose }: { readonly onClose: () => void }) {
  const publications = useAnswer('back-issues-publications', () => office.listPublications({}), ['publications']);
  const [chosen, setChosen] = useState<string>();
  const [folder, setFolder] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const publicationId = chosen ?? publications.value?.[0]?.id;
  const choose = async () => {
    const path = await chooseFolder(strings.chooseTitle, { verb: strings.chooseVerb, isWritten: false });
    if (path !== undefined) setFolder(path);
  };
  const begin = async () => {
    if (publicationId === undefined || folder === undefined || isBusy) return;
    setIsBusy(true);
    const answer = await office.startBackIssueImport({ publicationId, folder });
    setIsBusy(false);
    if (!answer.ok) return setFailed(answer.message);
    announce('ok', strings.begun);
    onClose();
    await goTo({ place: 'archive', id: backIssuesId, part: answer.value.id });
  };
  return (
    <Dialog
      title={strings.startTitle}
      onClose={onClose}
      onSubmit={begin}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            kind="primary"
            isBusy={isBusy}
            disabled={publicationId === undefined || folder === undefined}
            onClick={begin}
          >
            {strings.begin}
          </Button>
        </>
      }
    >
      <p className="second">{strings.startHint}</p>
      {publications.value?.length === 0 ? (
        <Notice kind="warn">
          {strings.noPublication}。{strings.noPublicationHint}
        </Notice>
      ) : (
        <SelectField
          label={strings.publication}
          value={publicationId ?? ''}
          onValue={setChosen}
          options={(publications.value ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <div className="field">
        <span className="field-label">{strings.folder}</span>
        <div className="back-folder">
          <span className={folder === undefined ? 'second' : 'back-path'}>{folder ?? strings.folderNone}</span>
          <Button icon="folder" onClick={choose}>
            {strings.chooseFolder}
          </Button>
        </div>
      </div>
      {failed !== undefined && <Notice kind="error">{failed}</Notice>}
    </Dialog>
  );
}
