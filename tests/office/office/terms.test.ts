import { expect, test } from 'vitest';
import type { CommandInput } from '#shared/contract/contract.ts';
import { builtInRules } from '#shared/proofreading/builtInRules.ts';
import { articleContent, code, foundedOffice, settings, signIn, value } from './foundedOffice.ts';

type Entry = CommandInput<'saveTerm'>['entry'];
const form = (right: string, ...wrong: string[]): Entry => ({ kind: 'form', right, wrong });
const table = (text: string) => ({ bytes: new TextEncoder().encode(text) });

test('editors and reviewers keep the lexicon, whoever reads manuscripts reads it, and the audit has no word of it but of what was deleted', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const atFirst = value(await client.listTerms({}));
  expect(atFirst.terms).toEqual([]);
  expect(atFirst.rules).toEqual(builtInRules.filter(({ isOnAtFirst }) => isOnAtFirst).map(({ name }) => name));
  const publication = value(await client.savePublication({ name: '澜溪信息', settings }));
  const house = value(await client.saveTerm({ entry: form('印发', '下发') }));
  const own = value(await client.saveTerm({ publicationId: publication.id, entry: form('下发', '印发') }));
  value(await client.saveTerm({ id: house.id, entry: form('印发', '下发', '发下') }));

  await signIn(office, 'qiaoyi');
  expect(value(await client.listTerms({})).terms).toEqual([{ ...house, entry: form('印发', '下发', '发下') }, own]);
  value(await client.switchRule({ rule: 'until', isOn: false }));
  value(await client.switchRule({ rule: 'pauseBetweenQuoted', isOn: true }));
  value(await client.removeTerm({ id: own.id }));

  await signIn(office, 'shenjun');
  const { terms, rules } = value(await client.listTerms({}));
  expect(terms.map(({ id }) => id)).toEqual([house.id]);
  expect(rules).not.toContain('until');
  expect(rules).toContain('pauseBetweenQuoted');
  expect(code(await client.saveTerm({ entry: form('账目', '帐目') }))).toBe('forbidden');
  expect(code(await client.switchRule({ rule: 'until', isOn: true }))).toBe('forbidden');
  const exported = value(await client.exportTerms({}));
  expect(new TextDecoder().decode(exported.bytes)).toContain('写法,印发,下发；发下,,,');
  const actions = ['saveTerm', 'removeTerm', 'switchRule', 'exportTerms'];
  const rows = value(await client.listAudit({ chain: 'content', actions, limit: 20 })).toReversed();
  expect(rows.map(({ person, action, subject }) => [person, action, subject])).toEqual([
    ['wenhe', 'saveTerm', house.id],
    ['wenhe', 'saveTerm', own.id],
    ['wenhe', 'saveTerm', house.id],
    ['qiaoyi', 'switchRule', 'until'],
    ['qiaoyi', 'switchRule', 'pauseBetweenQuoted'],
    ['qiaoyi', 'removeTerm', own.id],
    ['shenjun', 'exportTerms', 'terms'],
  ]);
  // What went can be told no other way.
  expect(rows.find(({ action }) => action === 'removeTerm')?.details).toEqual({ words: '下发' });
  expect(JSON.stringify(rows.filter(({ action }) => action !== 'removeTerm'))).not.toMatch(/印发|下发/);
});

test('what contradicts the lexicon or is nowhere is refused, in words', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  value(await client.saveTerm({ entry: form('印发', '下发') }));
  const taken = await client.saveTerm({ entry: form('送达', '下发') });
  expect(taken).toMatchObject({ code: 'nameTaken', message: '没有保存：“下发”在“印发”一条中是不用的写法。' });
  expect(code(await client.saveTerm({ id: 'nobody', entry: form('送达', '发到') }))).toBe('notFound');
  expect(code(await client.saveTerm({ publicationId: 'nobody', entry: form('送达', '发到') }))).toBe('notFound');
  expect(code(await client.removeTerm({ id: 'nobody' }))).toBe('notFound');
  expect(code(await client.saveTerm({ entry: form('账目', '账目') }))).toBe('malformed');
  expect(value(await client.listTerms({})).terms).toHaveLength(1);
});

test('a table is shown before it is taken in, taken in whole, or not at all', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const [first] = [value(await client.saveTerm({ entry: form('印发', '下发') }))];
  const good = table('类别,规范写法,不用的写法\r\n写法,印发,发出\r\n写法,送达,下发\r\n慎用,,抓手,套话\r\n');
  expect(value(await client.previewTerms(good))).toEqual({
    added: 2,
    changed: 1,
    same: 0,
    addedWords: ['送达', '抓手'],
    changedWords: ['印发'],
    faultCount: 0,
    faults: [],
  });
  expect(value(await client.listTerms({})).terms).toEqual([first]);

  const bad = table('写法,账目,帐目\n写法,,帐本\n别的,甲,乙\n');
  const lines = Array.from({ length: 130 }, () => '别的,甲,乙').join('\n');
  const worse = value(await client.previewTerms(table(lines)));
  expect([worse.faultCount, worse.faults.length]).toEqual([130, 100]);
  expect(value(await client.previewTerms(bad)).faults.map(({ line }) => line)).toEqual([2, 3]);
  expect(await client.importTerms(bad)).toMatchObject({
    code: 'unreadableFile',
    message: '没有导入。第2行：没有写规范写法。共有2行有错。',
  });
  expect(value(await client.listTerms({})).terms).toEqual([first]);

  expect(value(await client.importTerms(good))).toEqual({ added: 2, changed: 1, same: 0 });
  const after = value(await client.listTerms({})).terms;
  expect(after.map(({ entry }) => entry)).toEqual([
    form('印发', '发出'),
    form('送达', '下发'),
    { kind: 'avoid', words: '抓手', reason: '套话' },
  ]);
  expect(after[0]?.id).toBe(first?.id);
  // What was exported changes nothing where it came from.
  const { bytes } = value(await client.exportTerms({}));
  expect(value(await client.importTerms({ bytes }))).toEqual({ added: 0, changed: 0, same: 3 });
  // As older office programs write it.
  const gb18030 = {
    bytes: Uint8Array.from([0xd0, 0xb4, 0xb7, 0xa8, 0x2c, 0xd5, 0xcb, 0xc4, 0xbf, 0x2c, 0xd5, 0xca, 0xc4, 0xbf]),
  };
  expect(value(await client.previewTerms(gb18030)).addedWords).toEqual(['账目']);
  for (const text of ['', '类别,规范写法\n', '\n\n']) {
    expect(code(await client.importTerms(table(text))), text).toBe('unreadableFile');
  }
  expect(code(await client.previewTerms({ bytes: Uint8Array.from([0, 1, 2, 255]) }))).toBe('unreadableFile');
  const many = Array.from({ length: 4998 }, (_, at) => `写法,规范${at},误写${at}`).join('\n');
  expect(value(await client.previewTerms(table(many))).faults).toEqual([
    { line: 4998, message: '用语最多5000条，从这一行起放不下了。' },
  ]);
});

test('what is ignored in an article is ignored in it alone, by everybody, until it is heeded again', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { id } = value(await client.createArticle({ content: articleContent('渡口的灯'), images: {} }));
  const other = value(await client.createArticle({ content: articleContent('码头的灯'), images: {} }));
  const finding = { id, source: 'rule:until', quote: '截止目前' };
  const term = value(await client.saveTerm({ entry: form('账目', '帐目') }));
  const source = `term:${term.id}`;
  value(await client.ignoreFinding(finding));
  const ignored = value(await client.ignoreFinding({ ...finding, source }));
  expect(ignored.map(({ source, quote, personId }) => [source, quote, personId])).toEqual([
    ['rule:until', '截止目前', 'wenhe'],
    [source, '截止目前', 'wenhe'],
  ]);
  value(await client.ignoreFinding(finding));
  expect(value(await client.listIgnoredFindings({ id: other.id }))).toEqual([]);

  await signIn(office, 'shenjun');
  expect(value(await client.listIgnoredFindings({ id }))).toEqual(ignored);
  expect(code(await client.ignoreFinding(finding))).toBe('forbidden');
  await signIn(office, 'qiaoyi');
  expect(value(await client.heedFinding(finding)).map(({ source }) => source)).toEqual([source]);
  // Heeded already: nothing is changed, nothing recorded.
  value(await client.heedFinding(finding));
  value(await client.removeTerm({ id: term.id }));
  expect(value(await client.listIgnoredFindings({ id }))).toEqual([]);
  expect(code(await client.ignoreFinding({ ...finding, id: 'nobody' }))).toBe('notFound');
  expect(code(await client.listIgnoredFindings({ id: 'nobody' }))).toBe('notFound');
  expect(code(await client.ignoreFinding({ ...finding, source: 'other:x' }))).toBe('malformed');
  await signIn(office, 'shenjun');
  const actions = ['ignoreFinding', 'heedFinding'];
  const rows = value(await client.listAudit({ chain: 'content', actions, limit: 20 }));
  expect(rows.map(({ person, action, subject }) => [person, action, subject])).toEqual([
    ['qiaoyi', 'heedFinding', id],
    ['wenhe', 'ignoreFinding', id],
    ['wenhe', 'ignoreFinding', id],
  ]);
});
