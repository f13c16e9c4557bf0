import { CommandEmpty, CommandInput, CommandItem, CommandRoot, CommandList as Rows } from 'cmdk';
import type { ReactNode } from 'react';
import './CommandList.css';

export interface CommandListProps<Item extends { readonly id: string }> {
  readonly label: string;
  readonly hint: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  /** What is found for what is typed, the best first. */
  readonly items: readonly Item[];
  readonly chosen: string;
  readonly onChosen: (id: string) => void;
  readonly onRun: (item: Item) => void;
  readonly row: (item: Item) => ReactNode;
  /** In the place of items where there are none. */
  readonly empty: string;
}

/** A field and below it what is found: arrow keys, Home and End choose, Enter or a press does it. */
export function CommandList<Item extends { readonly id: string }>(props: CommandListProps<Item>) {
  const { label, hint, typed, onTyped, items, chosen, onChosen, onRun, row, empty } = props;
  const isThere = items.some(({ id }) => id === chosen);
  return (
    <CommandRoot
      label={label}
      shouldFilter={false}
      value={isThere ? chosen : (items[0]?.id ?? '')}
      onValueChange={onChosen}
    >
      <CommandInput
        className="field-input"
        aria-label={label}
        placeholder={hint}
        autoFocus
        value={typed}
        onValueChange={onTyped}
      />
      <CommandEmpty className="command-list-empty second">{empty}</CommandEmpty>
      <Rows className="command-list" label={label}>
        {items.map((item) => (
          <CommandItem key={item.id} value={item.id} className="command-list-row" onSelect={() => onRun(item)}>
            {row(item)}
          </CommandItem>
        ))}
      </Rows>
    </CommandRoot>
  );
}
