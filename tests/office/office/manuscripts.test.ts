import { readFileSync } from 'node:fs';
import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { code, foundedOffice, signIn, value } from './foundedOffice.ts';
import { openBases, rowsOf } from './openBases.ts';

const samples = 'resources/sample/manuscripts';
const sampleFiles = [
  '临湖区总工会-四张清单.txt',
  '禾川县总工会-劳动争议化解.txt',
  '云溪市总工会-户外劳动者驿站.docx',
  '安澜市总工会-练比用.docx',
];

function textFile(title: string, unit: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${title}\n\n　　今年以来，${unit}把便民服务做到村口。\n（${unit}）\n`);
}

async function receive({ client }: Office, title: string, unit = '县林场', arrivedOn?: string) {
  const file = { fileName: `${title}.txt`, bytes: textFile(title, unit) };
  return value(await client.receiveManuscript({ ...file, ...(arrivedOn === undefined ? {} : { arrivedOn }) }));
}

test.each(sampleFiles)('%s is kept byte for byte as it arrived', async (fileName) => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const bytes = new Uint8Array(readFileSync(`${samples}/${fileName}`));
  const { manuscript, article } = value(await client.receiveManuscript({ fileName, bytes, author: '田野' }));
  expect(manuscript).toMatchObject({ fileName, fileSm3: sm3(bytes), state: 'received', receivedBy: 'wenhe' });
  expect(article.title.length).toBeGreaterThan(0);
  const kept = value(await client.readOriginalFile({ id: manuscript.id }));
  expect(kept.name).toBe(fileName);
  expect(Buffer.compare(kept.bytes, bytes)).toBe(0);
  const read = value(await client.readManuscript({ id: manuscript.id }));
  expect(read.article).toEqual(article);
});

test('numbers grow through each year by itself', async () => {
  const { office } = await foundedOffice({ now: () => new Date('2024-06-03T08:00:00+08:00') });
  await signIn(office, 'wenhe');
  const numbers: string[] = [];
  for (const arrivedOn of ['2024-06-03', '2024-06-04', '2023-12-29', '2024-06-05', '2023-12-30', undefined]) {
    numbers.push((await receive(office, `稿件${numbers.length + 1}`, '县林场', arrivedOn)).manuscript.number);
  }
  expect(numbers).toEqual(['2024-0001', '2024-0002', '2023-0001', '2024-0003', '2023-0002', '2024-0004']);
  const listed = value(await office.client.listManuscripts({ year: 2024 }));
  expect(listed.map(({ number }) => number)).toEqual(['2024-0004', '2024-0003', '2024-0002', '2024-0001']);
});

test.each(['1948-12-31', '3000-01-01', '0024-06-03'])('%s is no day on which anything arrived', async (arrivedOn) => {
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  const { client } = office;
  const file = { fileName: '来稿.txt', bytes: textFile('澜溪县修好三座便桥', '县林场') };
  expect(code(await client.receiveManuscript({ ...file, arrivedOn }))).toBe('malformed');
  const { manuscript } = value(await client.receiveManuscript(file));
  const described = { id: manuscript.id, author: '', phone: '', arrivedOn };
  expect(code(await client.describeManuscript(described))).toBe('malformed');
});

test('the unit is known by signature, name or alias, and left open where it is not', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const unit = value(
    await client.saveUnit({ name: '澜溪县国有林场', signature: '县林场', aliases: ['澜溪林场', '林场管理处'] }),
  );
  for (const name of ['澜溪县国有林场', '县林场', '澜溪林场', '林场管理处']) {
    expect((await receive(office, `${name}来稿`, name)).manuscript.unitId, name).toBe(unit.id);
  }
  expect((await receive(office, '别处来稿', '县水务局')).manuscript.unitId).toBeUndefined();
  const file = { fileName: '稿.txt', bytes: textFile('选定单位的来稿', '县水务局') };
  expect(value(await client.receiveManuscript({ ...file, unitId: unit.id })).manuscript.unitId).toBe(unit.id);
  expect(code(await client.receiveManuscript({ ...file, unitId: 'nothing' }))).toBe('notFound');
});

test('a file that cannot be read is refused with its name, and nothing of it is kept', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { content } = await openBases(directory, 'wenhe');
  const before = rowsOf(content);
  const docx = readFileSync(`${samples}/${sampleFiles[2]}`);
  const files = [
    ['空.txt', new Uint8Array()],
    ['空.docx', new Uint8Array()],
    ['乱.docx', Uint8Array.from({ length: 4096 }, (_value, index) => (index * 37) % 251)],
    ['断.docx', new Uint8Array(docx.subarray(0, docx.length / 2))],
    ['图.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])],
    ['旧.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0])],
  ] as const;
  for (const [fileName, bytes] of files) {
    expect(code(await client.receiveManuscript({ fileName, bytes })), fileName).toBe('unreadableFile');
  }
  expect(rowsOf(content)).toEqual(before);
  expect(value(await client.listManuscripts({}))).toEqual([]);
});

test('退稿 needs its reason, 备用 may be decided again, 选用 makes one article and only one', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { id } = (await receive(office, '澜溪县添置流动图书车')).manuscript;
  expect(code(await client.decideManuscript({ id, decision: 'rejected' }))).toBe('reasonMissing');
  expect(code(await client.decideManuscript({ id, decision: 'rejected', reason: '　 ' }))).toBe('reasonMissing');
  expect(value(await client.readManuscript({ id })).manuscript.state).toBe('received');
  const rejected = value(await client.decideManuscript({ id, decision: 'rejected', reason: '与上期重复' }));
  expect(rejected).toMatchObject({ state: 'rejected', reason: '与上期重复', decidedBy: 'wenhe' });
  expect(value(await client.decideManuscript({ id, decision: 'reserved' })).state).toBe('reserved');
  expect(value(await client.listArticles({}))).toEqual([]);

  const selected = value(await client.decideManuscript({ id, decision: 'selected' }));
  expect(value(await client.decideManuscript({ id, decision: 'selected' })).articleId).toBe(selected.articleId);
  const articles = value(await client.listArticles({}));
  expect(articles).toMatchObject([{ id: selected.articleId, manuscriptId: id, title: '澜溪县添置流动图书车' }]);
  for (const decision of ['rejected', 'reserved'] as const) {
    expect(code(await client.decideManuscript({ id, decision, reason: '不用了' })), decision).toBe('illegalState');
  }
  expect(code(await client.decideManuscript({ id: 'nothing', decision: 'selected' }))).toBe('notFound');
});

test('what was mistyped on receipt is put right, the file and its number stay', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { manuscript } = await receive(office, '澜溪县修好三座便桥', '县林场', '2024-06-03');
  const { id, number, fileSm3 } = manuscript;
  const described = value(
    await client.describeManuscript({ id, author: '田野', phone: '0000-0000', arrivedOn: '2024-06-01' }),
  );
  expect(described).toMatchObject({ number, fileSm3, author: '田野', phone: '0000-0000', arrivedOn: '2024-06-01' });
  const other = { id, unitId: 'nothing', author: '', phone: '', arrivedOn: '2024-06-01' };
  expect(code(await client.describeManuscript(other))).toBe('notFound');

  const { content } = await openBases(directory, 'wenhe');
  for (const statement of [
    "UPDATE manuscripts SET file_bytes = x'00'",
    "UPDATE manuscripts SET file_name = '别的.txt'",
    'UPDATE manuscripts SET serial = 2',
    "UPDATE manuscripts SET received_by = 'qiaoyi'",
    'DELETE FROM manuscripts',
    `INSERT OR REPLACE INTO manuscripts SELECT id, year, serial, title, unit_id, author, phone, arrived_on, received_at,
      received_by, file_name, x'00', file_sm3, content, report, state, reason, decided_by, decided_at FROM manuscripts`,
  ]) {
    expect(() => content.exec(statement), statement).toThrow(/kept as it was received/);
  }
});
