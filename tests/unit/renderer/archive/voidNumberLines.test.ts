import { expect, test } from 'vitest';
import { voidNumberGroups, voidNumbersText } from '../../../../renderer/screens/archive/voidNumberLines.ts';

const entry = (series: 'regular' | 'supplement', year: number, serial: number, reason = '印错刊名') => ({
  issueId: `${series}${year}${serial}`,
  publicationId: 'p',
  publicationName: '澜溪信息',
  number: { series, year, serial },
  numberText: `${year}年第${serial}期`,
  grantedAt: new Date(2026, 4, 6, 9, 5).toISOString(),
  voidedAt: new Date(2026, 4, 7, 10, 0).toISOString(),
  personId: 'q',
  personName: '沈钧',
  reason,
});

test('void numbers stand by publication, series and year', () => {
  const groups = voidNumberGroups([entry('regular', 2026, 3), entry('regular', 2026, 5), entry('supplement', 2026, 1)]);
  expect(groups.map(({ heading, entries }) => [heading, entries.length])).toEqual([
    ['《澜溪信息》正刊 2026年', 2],
    ['《澜溪信息》增刊 2026年', 1],
  ]);
});

test('as a text they are one line each, whatever the reason holds', () => {
  expect(voidNumbersText([entry('regular', 2026, 3, '印错\n刊名\t和日期')]).split('\r\n')).toEqual([
    '断号簿',
    '',
    '《澜溪信息》正刊 2026年',
    '期号\t编号时间\t作废时间\t作废人\t原因',
    '2026年第3期\t2026年5月6日 09:05\t2026年5月7日 10:00\t沈钧\t印错 刊名 和日期',
    '',
  ]);
});
