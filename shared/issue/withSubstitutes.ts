import type { CharacterSubstitute } from '#shared/layout/fontChoice.ts';
import type { PublicationSettings } from './publicationSettings.ts';

/** The settings with these substitutes chosen; each takes the place of an earlier one of the same character and slot. */
export function withSubstitutes(
  settings: PublicationSettings,
  chosen: readonly CharacterSubstitute[],
): PublicationSettings {
  const { fonts } = settings.layout;
  const kept = fonts.substitutes.filter(
    (one) => !chosen.some(({ slot, character }) => slot === one.slot && character === one.character),
  );
  return { ...settings, layout: { ...settings.layout, fonts: { ...fonts, substitutes: [...kept, ...chosen] } } };
}
