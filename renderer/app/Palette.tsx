import { useEffect, useId, useRef, useState } from 'react';
import { keysText, shell } from '../strings/shell.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { useAllCommands, type WindowCommand } from './commands.ts';
import './Palette.css';

type Match = (text: string, typed: string) => boolean;

/** Ctrl+K: every command there is, found by its words or by pinyin. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const commands = useAllCommands();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const [matchPinyin, setMatchPinyin] = useState<Match>(() => () => false);
  const id = useId();
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
  const run = (command: WindowCommand | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const index = Math.min(chosen, found.length - 1);
  const list = useRef<HTMLDivElement>(null);
  const show = (place: number) => {
    setChosen(place);
    list.current?.children[place]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog title={shell.palette} onClose={onClose} onSubmit={() => run(found[index])}>
      <TextField
        label={shell.palette}
        isLabelUnseen
        placeholder={shell.paletteHint}
        autoFocus
        value={typed}
        onValue={(value) => {
          setTyped(value);
          setChosen(0);
        }}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found[index] ? `${id}-${index}` : undefined}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step === undefined || event.nativeEvent.isComposing) return;
          event.preventDefault();
          show(Math.max(0, Math.min(found.length - 1, index + step)));
        }}
      />
      <div ref={list} className="palette" role="listbox" id={`${id}-list`} aria-label={shell.palette}>
        {found.map((command, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
          <div
            key={command.id}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === index}
            className="palette-row"
            onPointerMove={() => setChosen(place)}
            onClick={() => run(command)}
          >
            <span>{command.label}</span>
            {command.keys && <kbd>{keysText(command.keys)}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="second">{shell.paletteEmpty}</p>}
    </Dialog>
  );
}
