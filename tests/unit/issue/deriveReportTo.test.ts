import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { deriveReportTo, type ReportingUnit } from '#shared/issue/deriveReportTo.ts';

const units: readonly ReportingUnit[] = [
  { name: '青岚市总工会', signature: '青岚市总', aliases: ['青岚工会'], parentCommittee: '青岚市委' },
  { name: '临湖县总工会', signature: '临湖县总', aliases: [], parentCommittee: '临湖县委' },
  { name: '柳湾区总工会', signature: '柳湾区总', aliases: [], parentCommittee: '柳湾区委' },
  { name: '省产业工会', signature: '省产业工会', aliases: [] },
];
const fixed = ['省委办公厅、省政府办公厅', '全总办公厅'];
const from = (...signatures: readonly string[]) => signatures.map((unit) => ({ unit, line: `（${unit}）` }));
const derive = (current: readonly string[], ...signatures: readonly string[]) =>
  deriveReportTo(current, from(...signatures), units, '分管领导');

describe('报 from the units of the articles', () => {
  test('committees stand in the order of the articles, each once, behind the fixed recipients', () => {
    expect(derive(fixed, '临湖县总', '青岚市总', '临湖县总')).toEqual({
      reportTo: [...fixed, '临湖县委、青岚市委分管领导'],
      added: ['临湖县委', '青岚市委'],
      removed: [],
      unknownUnits: [],
    });
  });

  test('a unit is known by any of its forms, and by the line as it prints', () => {
    expect(derive([], '青岚工会').added).toEqual(['青岚市委']);
    expect(deriveReportTo([], [{ unit: '', line: '（青岚市总工会）' }], units, '').reportTo).toEqual(['青岚市委']);
  });

  test('a change of articles replaces the derived entry where it stands and nothing else', () => {
    const current = ['省委办公厅', '青岚市委、临湖县委分管领导', '柳湾区委书记'];
    expect(derive(current, '青岚市总', '柳湾区总')).toEqual({
      reportTo: ['省委办公厅', '青岚市委、柳湾区委分管领导', '柳湾区委书记'],
      added: ['柳湾区委'],
      removed: ['临湖县委'],
      unknownUnits: [],
    });
  });

  test('with no article left the derived entry goes', () => {
    expect(derive([...fixed, '青岚市委分管领导'])).toMatchObject({ reportTo: fixed, removed: ['青岚市委'] });
  });

  test('a list that is right is handed back as it is', () => {
    const current = [...fixed, '青岚市委分管领导'];
    expect(derive(current, '青岚市总').reportTo).toBe(current);
  });

  test('units without a committee and articles without a source are named, never guessed', () => {
    const sources = [...from('省产业工会', '无此单位', '无此单位'), null];
    expect(deriveReportTo(fixed, sources, units, '分管领导')).toEqual({
      reportTo: fixed,
      added: [],
      removed: [],
      unknownUnits: ['省产业工会', '无此单位'],
    });
  });
});

const seed = resolve(import.meta.dirname, '../../../../shared/seed/zhejiang-youth-2019-03.txt');
const seedIsHere = existsSync(seed);
if (!seedIsHere) console.info(`the real 报 list skipped: no seed at ${seed}`);

test.skipIf(!seedIsHere)('the real 报 list comes out of its articles exactly', () => {
  const { document } = parseBulletin(decodeText(readFileSync(seed)));
  const [printed = ''] = document.reportTo.slice(-1);
  const committees = printed.replace('分管领导', '').split('、');
  const registered = document.articles.map(({ source }, index) => ({
    name: `${source?.unit}（全称）`,
    signature: source?.unit ?? '',
    aliases: [],
    parentCommittee: committees[index],
  }));
  const sources = document.articles.map(({ source }) => source);
  const { reportTo } = deriveReportTo(document.reportTo.slice(0, -1), sources, registered.toReversed(), '分管领导');
  expect(reportTo).toEqual(document.reportTo);
});
