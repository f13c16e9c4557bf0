import type { Printer } from '#shared/contract/deskCommands.ts';
import { print, trayText } from '../../strings/print.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { readPagesTyped } from './pagesTyped.ts';
import { bookletObstacle, type PrintChoices, readCopiesTyped } from './printPlan.ts';

export interface PrintFieldsProps {
  readonly printers: readonly Printer[];
  readonly printer: Printer;
  /** Pages of the issue; left out where only all of them can be printed. */
  readonly pages: number | undefined;
  readonly choices: PrintChoices;
  readonly onChoice: (change: Partial<PrintChoices>) => void;
  readonly mayBooklet: boolean;
  /** Left out where a booklet is printed and not handed out. */
  readonly onExportBooklet: (() => void) | undefined;
}

/** What can be chosen; what this printer cannot do is not asked for. */
export function PrintFields({
  printers,
  printer,
  pages,
  choices,
  onChoice,
  mayBooklet,
  onExportBooklet,
}: PrintFieldsProps) {
  const obstacle = bookletObstacle(printer);
  const isBooklet = choices.isBooklet && obstacle === undefined;
  const typedPages = readPagesTyped(choices.pages, pages ?? 1);
  const labelOf = ({ name, isDefault, refusal }: Printer) => {
    if (refusal !== undefined) return print.refused(name);
    return isDefault ? print.usual(name) : name;
  };
  return (
    <>
      <SelectField
        label={print.printer}
        hint={printer.hasDriver ? undefined : print.noDriver}
        value={printer.name}
        onValue={(name) => onChoice({ printer: name, tray: '' })}
        options={printers.map((one) => ({
          value: one.name,
          label: labelOf(one),
          isDisabled: one.refusal !== undefined,
        }))}
      />
      <div className="print-line">
        <TextField
          label={print.copies}
          inputMode="numeric"
          // Printers are looked for first: the dialog had nothing to give the focus to when it opened.
          autoFocus
          value={choices.copies}
          error={readCopiesTyped(choices.copies) === undefined ? print.copiesWrong : undefined}
          onValue={(copies) => onChoice({ copies })}
        />
        {printer.hasDriver && !isBooklet && pages !== undefined && (
          <TextField
            label={print.pages}
            placeholder={print.allPages(pages)}
            hint={print.pagesHint}
            value={choices.pages}
            error={typeof typedPages === 'string' ? print.pagesFaults[typedPages](pages) : undefined}
            onValue={(typed) => onChoice({ pages: typed })}
          />
        )}
      </div>
      <div className="print-line">
        {printer.canDuplex && !isBooklet && (
          <SelectField
            label={print.sides}
            value={choices.sides}
            onValue={(sides) => onChoice({ sides: sides as PrintChoices['sides'] })}
            options={Object.entries(print.sidesOf).map(([value, label]) => ({ value, label }))}
          />
        )}
        {printer.trays.length > 0 && (
          <SelectField
            label={print.tray}
            value={choices.tray}
            onValue={(tray) => onChoice({ tray })}
            options={[
              { value: '', label: print.usualTray },
              ...printer.trays.map((name) => ({ value: name, label: trayText(name) })),
            ]}
          />
        )}
      </div>
      {mayBooklet && (
        <div className="print-booklet">
          <div>
            <CheckField
              label={print.booklet}
              isChecked={isBooklet}
              disabled={obstacle !== undefined}
              onChecked={(isChecked) => onChoice({ isBooklet: isChecked })}
            />
            <p className="field-hint">
              {obstacle === undefined ? print.bookletHint : print.bookletNeeds(print[obstacle])}
            </p>
          </div>
          {onExportBooklet && (
            <Button kind="quiet" icon="export" onClick={onExportBooklet}>
              {print.exportBooklet}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
