import { useEffect, useState } from 'react';
import { keysText, shell } from '../strings/shell.ts';
import { CommandList } from '../ui/CommandList.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useAllCommands, type WindowCommand } from './commands.ts';
import './Palette.css';

type Match = (text: string, typed: string) => boolean;

/** Ctrl+K: every command there is, found by its words or by pinyin. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const commands = useAllCommands();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState('');
  const [matchPinyin, setMatchPinyin] = useState<Match>(() => () => false);
  useEffect(() => {
    // A third of a megabyte that only the palette needs.
    import('pinyin-pro').then(({ match }) => {
      setMatchPinyin(() => (text: string, words: string) => match(text, words, { continuous: true }) !== null);
    });
  }, []);
  const seen = new Set<string>();
  const found = commands.filter((command) => {
    if (seen.has(command.label) || command.id === 'palette') return false;
    seen.add(command.label);
    const words = typed.trim().toLowerCase();
    return words === '' || command.label.toLowerCase().includes(words) || matchPinyin(command.label, words);
  });
  const run = (command: WindowCommand) => {
    onClose();
    command.run();
  };
  return (
    <Dialog title={shell.palette} onClose={onClose}>
      <CommandList
        label={shell.palette}
        hint={shell.paletteHint}
        typed={typed}
        onTyped={(value) => {
          setTyped(value);
          setChosen('');
        }}
        items={found}
        chosen={chosen}
        onChosen={setChosen}
        onRun={run}
        row={({ label, keys }) => (
          <>
            <span>{label}</span>
            {keys && <kbd>{keysText(keys)}</kbd>}
          </>
        )}
        empty={shell.paletteEmpty}
      />
    </Dialog>
  );
}
