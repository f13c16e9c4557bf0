import { CommandEmpty, CommandInput, CommandItem, CommandList, CommandRoot } from 'cmdk';
import { useEffect, useState } from 'react';
import { keysText, shell } from '../strings/shell.ts';
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
      <CommandRoot
        label={shell.palette}
        shouldFilter={false}
        value={found.some(({ id }) => id === chosen) ? chosen : (found[0]?.id ?? '')}
        onValueChange={setChosen}
      >
        <CommandInput
          className="field-input"
          aria-label={shell.palette}
          placeholder={shell.paletteHint}
          autoFocus
          value={typed}
          onValueChange={(value) => {
            setTyped(value);
            setChosen('');
          }}
        />
        <CommandEmpty className="palette-empty second">{shell.paletteEmpty}</CommandEmpty>
        <CommandList className="palette" label={shell.palette}>
          {found.map((command) => (
            <CommandItem key={command.id} value={command.id} className="palette-row" onSelect={() => run(command)}>
              <span>{command.label}</span>
              {command.keys && <kbd>{keysText(command.keys)}</kbd>}
            </CommandItem>
          ))}
        </CommandList>
      </CommandRoot>
    </Dialog>
  );
}
