import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { verifyDataDirectory } from '#cli/verifyDataDirectory.ts';
import {
  copyOf,
  draftIssue,
  foundedDirectory,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';

export interface BackedUpOffice {
  readonly directory: string;
  readonly recoveryCode: string;
  /** The backup of it. */
  readonly path: string;
}

/** An office with an article and a draft in it, closed, and a backup of it on a medium. */
export async function backedUpOffice(staffing: 'standard' | 'strict' = 'standard'): Promise<BackedUpOffice> {
  const { directory, recoveryCode } = await foundedDirectory(staffing);
  const office = openOffice(directory);
  if (staffing === 'standard') await draftIssue(office);
  else {
    await signIn(office, 'lubian');
    const content = { title: ['村口服务点'], source: null, body: [] };
    value(await office.client.createArticle({ content, images: {} }));
    await signIn(office, 'xiting');
  }
  const made = value(await office.client.makeBackup({ folder: temporaryDirectory() }));
  office.close();
  if (made.kind !== 'made') throw new Error('the backup was stopped');
  return { directory, recoveryCode, path: made.backup.path };
}

/** Signs somebody in and says what is amiss, then whether `verify` is clean as well. */
export async function expectSound(directory: string, personId: string, articles: number): Promise<void> {
  const office = openOffice(directory);
  const { alerts } = await signIn(office, personId);
  expect(alerts).toEqual([]);
  const list = await office.client.listArticles({});
  if (list.ok) expect(list.value).toHaveLength(articles);
  office.close();
  const said: string[] = [];
  const ask = async () => ({ personId, password: passwordOf(personId) });
  await verifyDataDirectory(
    directory,
    (line) => said.push(line),
    (line) => said.push(line),
    ask,
  );
  expect(said.length).toBeGreaterThan(0);
}

/** A copy of a backup on another medium, to be damaged. */
export function copyOfBackup(path: string): string {
  const copy = join(temporaryDirectory(), '内刊备份-20260601-090000');
  mkdirSync(copy);
  return copyOf(path, copy);
}
