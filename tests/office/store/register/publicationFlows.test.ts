import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { usualFlow } from '#shared/workflow/flowSchema.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('publications that were there have the flow of three stations, in the words they printed before the names', () => {
  const database = openDatabase(join(temporaryFolder(), 'register.db'), randomBytes(32), { create: true });
  migrate(
    database,
    registerMigrations.filter(({ number }) => number < 4),
  );
  const insert = database.prepare('INSERT INTO publications (id, name, settings) VALUES (?, ?, ?)');
  const { flow: _flow, ...settings } = PublicationSettings.parse({ organ: '澜溪县办公室' });
  const signOffLabels = { responsibleEditor: '编辑', countersigner: '会签', reviewer: '审核', signer: '签批' };
  insert.run('own', '澜溪信息', JSON.stringify({ ...settings, signOffLabels }));
  insert.run('bare', '澜溪简报', '{}');
  migrate(
    database,
    registerMigrations.filter(({ number }) => number <= 4),
  );
  const read = (id: string) =>
    PublicationSettings.parse(
      JSON.parse(String(database.prepare('SELECT settings FROM publications WHERE id = ?').pluck().get(id))),
    );
  expect(read('own')).toEqual({
    ...settings,
    flow: [
      { kind: 'responsibleEditor', label: '编辑' },
      { kind: 'reviewer', label: '审核' },
      { kind: 'signer', label: '签批' },
    ],
  });
  expect(read('bare').flow).toEqual(usualFlow);
  closeDatabase(database);
});
