/** Of this machine, or of the other one. */
export const sides = ['here', 'there'] as const;
export type Side = (typeof sides)[number];

/** On which of two machines something was changed: on neither, on one, or on both differently, so that somebody has to choose. */
export const partings = ['same', ...sides, 'choose'] as const;
export type Parting = (typeof partings)[number];

/** Whether somebody has to choose what of this person holds. */
export function isToBeChosen({ roles, key }: { readonly roles: Parting; readonly key: Parting }): boolean {
  return roles === 'choose' || key === 'choose';
}
