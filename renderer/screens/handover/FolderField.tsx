import { chooseFolder, type FolderChoice } from '../../app/saveFiles.ts';
import { handover as strings } from '../../strings/handover.ts';
import { Button } from '../../ui/Button.tsx';
import './Handover.css';

export interface FolderFieldProps {
  readonly label: string;
  readonly folder: string | undefined;
  readonly onFolder: (folder: string) => void;
  /** Of the dialog in which it is chosen. */
  readonly title: string;
  readonly choice: FolderChoice;
  readonly disabled?: boolean;
}

/** A folder of a medium: what was chosen, and the way to choose another. */
export function FolderField({ label, folder, onFolder, title, choice, disabled = false }: FolderFieldProps) {
  const choose = async () => {
    const chosen = await chooseFolder(title, choice);
    if (chosen !== undefined) onFolder(chosen);
  };
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <div className="handover-folder">
        <span className={folder === undefined ? 'second' : 'handover-path'}>{folder ?? strings.folderNone}</span>
        <Button icon="folder" disabled={disabled} onClick={choose}>
          {folder === undefined ? strings.chooseFolder : strings.takeOther}
        </Button>
      </div>
    </div>
  );
}
