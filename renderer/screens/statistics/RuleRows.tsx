import type { ReactNode } from 'react';
import { statistics } from '../../strings/statistics.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';

interface Rule {
  readonly id: string;
  readonly name: string;
}

export interface RuleRowsProps<Item extends Rule> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly onItems: (items: Item[]) => void;
  readonly fresh: () => Item;
  readonly children: (item: Item, change: (members: Partial<Item>) => void) => ReactNode;
}

/** Rules of one kind in their order, each with its name; they are added, moved up and taken away. */
export function RuleRows<Item extends Rule>({ label, items, onItems, fresh, children }: RuleRowsProps<Item>) {
  return (
    <fieldset className="statistics-card">
      <legend>{label}</legend>
      {items.map((item, index) => {
        const change = (members: Partial<Item>) =>
          onItems(items.map((one) => (one.id === item.id ? { ...one, ...members } : one)));
        return (
          <div key={item.id} className="statistics-rule">
            <div className="statistics-rule-head">
              <TextField
                label={statistics.ruleName}
                value={item.name}
                onValue={(name) => change({ name } as Partial<Item>)}
              />
              {index > 0 && (
                <IconButton
                  label={statistics.moveUp(item.name)}
                  icon="up"
                  onClick={() => onItems(items.toSpliced(index, 1).toSpliced(index - 1, 0, item))}
                />
              )}
              <IconButton
                label={statistics.remove(item.name)}
                icon="close"
                onClick={() => onItems(items.toSpliced(index, 1))}
              />
            </div>
            {children(item, change)}
          </div>
        );
      })}
      <div>
        <Button icon="plus" onClick={() => onItems([...items, fresh()])}>
          {statistics.add}
        </Button>
      </div>
    </fieldset>
  );
}
