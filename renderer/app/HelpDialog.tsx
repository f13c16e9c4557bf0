import { shell } from '../strings/shell.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useAllCommands } from './commands.ts';

/** F1 or ?: the keys that work here, those of the screen first. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const commands = useAllCommands().filter(({ keys }) => keys !== undefined);
  return (
    <Dialog title={shell.help} onClose={onClose} width="medium">
      <p className="second">{shell.helpHint}</p>
      <div className="palette">
        {commands.map(({ id, label, keys }) => (
          <div key={id} className="palette-row">
            <span>{label}</span>
            <kbd>{keys}</kbd>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
