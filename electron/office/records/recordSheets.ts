import type { RecordTestHead } from '#shared/contract/recordCommands.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import type { RecordSheet } from '#shared/records/print/recordSheet.ts';
import { type RecordSettings, type Retention, retentionNames } from '#shared/records/recordSettings.ts';
import { checksByHand, recordPropertyNames, type TestedItem, testOccasionNames } from '#shared/records/recordTest.ts';
import type { RecordRow } from './recordQueries.ts';

/** 归档文件目录 with the columns of DA/T 22-2015: 序号, 档号, 文号, 责任者, 题名, 日期, 密级, 页数, 备注. */
export function catalogueSheet(
  rows: readonly RecordRow[],
  {
    year,
    retention,
    settings,
  }: { readonly year: number; readonly retention: Retention; readonly settings: RecordSettings | undefined },
): RecordSheet {
  return {
    title: '归档文件目录',
    head: [
      `全宗号：${settings?.fonds ?? ''}　全宗名称：${settings?.fondsName ?? ''}　年度：${year}　保管期限：${retentionNames[retention]}　共${rows.length}件`,
    ],
    columns: [
      { name: '序号', widthMm: 12 },
      { name: '档号', widthMm: 50 },
      { name: '文号', widthMm: 40 },
      { name: '责任者', widthMm: 32 },
      { name: '题名' },
      { name: '日期', widthMm: 21 },
      { name: '密级', widthMm: 22 },
      { name: '页数', widthMm: 12 },
      { name: '备注', widthMm: 18 },
    ],
    rows: rows.map((row, index) => [
      String(index + 1),
      row.recordNumber,
      row.documentNumber,
      row.organ,
      row.title,
      row.dated.replaceAll('-', ''),
      markOf(row),
      String(row.pages),
      row.destroyedAt === null ? '' : `${row.destroyedAt.slice(0, 10)}销毁`,
    ]),
    notes: [],
    isLandscape: true,
  };
}

function markOf({ description }: RecordRow): string {
  return /^<密级>(.*)<\/密级>$/m.exec(description)?.[1] ?? '';
}

/** 四性检测报告: what failed first and with what to do; every rule of every item after it. */
export function testSheet(
  head: RecordTestHead,
  report: readonly TestedItem[],
  settings: RecordSettings | undefined,
): RecordSheet {
  const results = report.flatMap(({ recordNumber, rules }) => rules.map((rule) => ({ recordNumber, rule })));
  const failed = results.filter(({ rule }) => !rule.isPassed);
  const passed = results.filter(({ rule }) => rule.isPassed);
  return {
    title: '电子档案四性检测报告',
    head: [
      `${settings?.organization ?? ''}　第${head.number}号　${testOccasionNames[head.occasion]}检测　${momentLine(head.at)}　检测人：${head.personName}`,
      `检测${head.items}件、${results.length}项；${failed.length === 0 ? '全部通过' : `${head.failed}件没有通过，${failed.length}项不合格`}。`,
    ],
    columns: [
      { name: '档号', widthMm: 50 },
      { name: '类别', widthMm: 16 },
      { name: '检测项目', widthMm: 58 },
      { name: '结果', widthMm: 14 },
      { name: '依据，不合格的处理办法' },
    ],
    rows: [...failed, ...passed].map(({ recordNumber, rule }) => [
      recordNumber,
      recordPropertyNames[rule.property],
      rule.name,
      rule.isPassed ? '通过' : '不合格',
      rule.remedy === undefined ? rule.evidence : `${rule.evidence}。处理：${rule.remedy}`,
    ]),
    notes: [
      '以下各项程序不能代替人检测，检测后在方框内打勾并签名：',
      ...checksByHand.map((line) => `□　${line}`),
      '检测人签名：　　　　　　　　　日期：',
    ],
    isLandscape: true,
  };
}

/** 归档章: 全宗号, 年度, 件号 over 机构或问题, 保管期限, 页数. */
export function stampSheet({ fonds, year, serial, division, retention, pages }: RecordRow): RecordSheet {
  return {
    title: '归档章',
    head: [],
    columns: [],
    rows: [],
    notes: [],
    isLandscape: false,
    stamp: [
      { name: '全宗号', value: fonds },
      { name: '年度', value: String(year) },
      { name: '件号', value: String(serial) },
      { name: '机构或问题', value: division },
      { name: '保管期限', value: retentionNames[retention] },
      { name: '页数', value: String(pages) },
    ],
  };
}
