import type { Office } from '#office/office.ts';
import { foundedOffice, signIn, value } from '../office/foundedOffice.ts';
import { issuesInEveryState, type Stand, stands } from '../office/issuesInEveryState.ts';

export const recordSettings = {
  fonds: '0123',
  fondsName: '澜溪县办公室全宗',
  organization: '澜溪县办公室',
  division: 'BGS',
} as const;

/** An office of `strictStaff` whose archivist is signed in, with so many issues in the archive, numbered once `isNumbered`. */
export async function recordOffice(
  archived: number,
  { isNumbered = true, retention = 'permanent' as 'permanent' | 'thirty' | 'ten', ...options } = {} as {
    readonly isNumbered?: boolean;
    readonly retention?: 'permanent' | 'thirty' | 'ten';
    readonly now?: () => Date;
    readonly upSeconds?: () => number;
    readonly print?: (html: string) => Promise<Uint8Array>;
  },
): Promise<{ readonly office: Office; readonly directory: string; readonly issueIds: readonly string[] }> {
  const { office, directory } = await foundedOffice({ staffing: 'strict', ...options });
  if (isNumbered) {
    await signIn(office, 'dangan');
    value(await office.client.saveRecordSettings({ settings: { ...recordSettings, retention } }));
  }
  const counts = Object.fromEntries(stands.map((stand) => [stand, stand === 'archived' ? archived : 0])) as Record<
    Stand,
    number
  >;
  const issues = await issuesInEveryState(office, counts);
  await signIn(office, 'dangan');
  return { office, directory, issueIds: issues.map(({ id }) => id) };
}
