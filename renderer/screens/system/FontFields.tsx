import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { FontChoice } from '#shared/layout/fontChoice.ts';
import { type FontSlot, fontSlotNames, fontSlots } from '#shared/layout/fontSlot.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { system } from '../../strings/system.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface FontFieldsProps {
  readonly fonts: FontChoice;
  readonly isReadOnly: boolean;
  readonly onFonts: (fonts: FontChoice) => void;
}

const sources: readonly FontChoice['source'][] = ['installedFirst', 'shippedOnly'];

/** Which font each part of the page is set in, from those of this machine; whichever it is, the lines break alike. */
export function FontFields({ fonts, isReadOnly, onFonts }: FontFieldsProps) {
  const { source, families, substitutes } = fonts;
  const { value: list, refusal } = useAnswer(
    `${source} ${isReadOnly}`,
    async (): Promise<Answer<CommandOutput<'listFonts'> | undefined>> =>
      // Who only reads has no use for the fonts one could choose, and may not ask for them.
      isReadOnly ? { ok: true, value: undefined } : office.listFonts({ source }),
  );
  const prefer = (slot: FontSlot, family: string) => {
    const { [slot]: _replaced, ...others } = families;
    onFonts({ ...fonts, families: family === '' ? others : { ...others, [slot]: family } });
  };
  const optionsOf = (slot: FontSlot) => {
    const chosen = families[slot];
    const fitting = (list?.families ?? []).filter(({ hasHan }) => hasHan || slot === 'digits').map(({ name }) => name);
    const absent = chosen === undefined || fitting.includes(chosen) ? [] : [chosen];
    return [
      { value: '', label: list ? system.usualFont(list.usual[slot]) : system.usualFontUnknown },
      ...absent.map((name) => ({ value: name, label: list ? system.absentFont(name) : name })),
      ...fitting.map((name) => ({ value: name, label: name })),
    ];
  };
  return (
    <details className="layout-group">
      <summary>{system.fontHead}</summary>
      {refusal && !isReadOnly && <Notice kind="error">{refusal.message}</Notice>}
      <div className="system-two">
        <SelectField
          label={system.fontSource}
          hint={system.fontSourceHint}
          disabled={isReadOnly}
          value={source}
          options={sources.map((value) => ({ value, label: system.fontSources[value] }))}
          onValue={(value) => onFonts({ ...fonts, source: value as FontChoice['source'] })}
        />
        <span />
        {source === 'installedFirst' &&
          fontSlots.map((slot) => (
            <SelectField
              key={slot}
              label={`${fontSlotNames[slot]}（${system.fontUses[slot]}）`}
              disabled={isReadOnly}
              value={families[slot] ?? ''}
              options={optionsOf(slot)}
              onValue={(family) => prefer(slot, family)}
            />
          ))}
      </div>
      {substitutes.length > 0 && (
        <ul className="font-substitutes" aria-label={system.substitutes}>
          {substitutes.map((substitute) => (
            <li key={`${substitute.slot}${substitute.character}`}>
              {system.substitute(fontSlotNames[substitute.slot], substitute.character, substitute.family)}
              {!isReadOnly && (
                <Button
                  kind="quiet"
                  onClick={() => onFonts({ ...fonts, substitutes: substitutes.filter((one) => one !== substitute) })}
                >
                  {system.dropSubstitute}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
