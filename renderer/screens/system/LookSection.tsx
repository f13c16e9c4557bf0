import { changePreferences, usePreferences } from '../../app/preferences.tsx';
import { system } from '../../strings/system.ts';
import { writing } from '../../strings/writing.ts';
import { CheckField, SelectField } from '../../ui/Field.tsx';

const zooms = [80, 90, 100, 110, 125, 150, 175, 200];
const idleMinutes = [0, 3, 5, 10, 15, 30, 60];

/** Theme, zoom, the idle lock and what is done while one writes; each works at once. */
export function LookSection() {
  const { theme, zoom, idleMinutes: idle, autocorrects } = usePreferences();
  const percent = Math.round(zoom * 100);
  return (
    <div className="system-card system-three">
      <SelectField
        label={system.theme}
        value={theme}
        onValue={(value) => changePreferences({ theme: value as typeof theme })}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: system.themes[value] }))}
      />
      <SelectField
        label={system.zoom}
        value={String(percent)}
        onValue={(value) => changePreferences({ zoom: Number(value) / 100 })}
        options={[...new Set([...zooms, percent])]
          .toSorted((left, right) => left - right)
          .map((value) => ({ value: String(value), label: system.zoomOf(value) }))}
      />
      <SelectField
        label={system.idle}
        value={String(idle)}
        onValue={(value) => changePreferences({ idleMinutes: Number(value) })}
        options={[...new Set([...idleMinutes, idle])]
          .toSorted((left, right) => left - right)
          .map((value) => ({ value: String(value), label: system.idleOf(value) }))}
      />
      <div className="system-whole">
        <CheckField
          label={writing.autocorrect}
          isChecked={autocorrects}
          onChecked={(isOn) => changePreferences({ autocorrects: isOn })}
        />
        <p className="field-hint">{writing.autocorrectHint}</p>
      </div>
    </div>
  );
}
