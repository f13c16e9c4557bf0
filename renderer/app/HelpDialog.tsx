import { keysText, shell, wayKeys } from '../strings/shell.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useCommandLists, type WindowCommand } from './commands.ts';
import './Palette.css';

/** F1 or ?: the keys that work here, those of the screen first, then those that work everywhere. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const lists = useCommandLists();
  const isEverywhere = (list: readonly WindowCommand[]) => list.some(({ id }) => id === 'help');
  const here = lists.filter((list) => !isEverywhere(list)).flat();
  const everywhere = lists.filter(isEverywhere).flat();
  return (
    <Dialog title={shell.help} onClose={onClose} width="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list is scrolled with the keys */}
      <section className="keys" tabIndex={0} aria-label={shell.help}>
        <KeyGroup title={shell.helpHere} rows={here} />
        <KeyGroup title={shell.helpEverywhere} rows={everywhere} />
        <KeyGroup title={shell.helpLists} rows={wayKeys} />
      </section>
    </Dialog>
  );
}

/** Every label once, with all the keys that do it. */
function KeyGroup({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly keys?: string }[];
}) {
  const byLabel = new Map<string, string[]>();
  for (const { label, keys } of rows) {
    if (keys !== undefined) byLabel.set(label, [...(byLabel.get(label) ?? []), keys]);
  }
  if (byLabel.size === 0) return null;
  return (
    <section className="keys-group">
      <h3>{title}</h3>
      <ul>
        {[...byLabel].map(([label, keys]) => (
          <li key={label} className="keys-row">
            <span>{label}</span>
            <span className="keys-of">
              {keys.map((one) => (
                <kbd key={one}>{keysText(one)}</kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
