import { expect, test } from 'vitest';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { readSignOff } from '#formats/text/readSignOff.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import { writeText } from '#formats/text/writeText.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';

function read(text: string) {
  const report: ReportEntry[] = [];
  const entries = readSignOff(text, 9, report).map(({ step, label, person }) => `${step} ${label} ${person}`);
  return { entries, told: report.map(({ kind, message }) => `${kind} ${message}`) };
}

test('a station of the publication’s own stands between the usual ones, as a review that is reported', () => {
  const { entries, told } = read('责任编辑：许砚　二审：林疏、高禾　总编审定：唐一　签发：魏澜');
  expect(entries).toEqual([
    'responsibleEditor 责任编辑 许砚',
    'reviewer 二审 林疏',
    'reviewer 二审 高禾',
    'reviewer 总编审定 唐一',
    'signer 签发 魏澜',
  ]);
  expect(told).toEqual(['unsure “二审”按审核收入', 'unsure “总编审定”按审核收入']);
});

test('what is no name behind a word is no station, and belongs to nobody', () => {
  const { entries, told } = read('责任编辑：许 砚　联系电话：0000-1234　签发：魏澜');
  expect(entries).toEqual(['responsibleEditor 责任编辑 许砚', 'signer 签发 魏澜']);
  expect(told).toEqual(['unread “联系电话”后面不是姓名，没有收入：0000-1234']);
});

test('the names of a flow of its own come back from the text that was written of them', () => {
  const document: IssueDocument = {
    ...emptyIssueDocument({ name: '澜溪信息', organ: '澜溪县办公室' }),
    number: { series: 'regular', year: 2026, serial: 5 },
    date: '2026-05-06',
    articles: [
      {
        id: 'a',
        title: ['澜溪县开设村口服务点'],
        source: { unit: '澜溪县办公室', line: '（澜溪县办公室）' },
        body: [{ role: 'paragraph', inlines: [{ text: '今年以来，澜溪县把便民服务做到村口。' }] }],
      },
    ],
    reportTo: ['县委领导'],
    sendTo: ['各乡镇'],
    signOff: [
      { step: 'responsibleEditor', label: '责任编辑', person: '许砚' },
      { step: 'reviewer', label: '二审', person: '林疏' },
      { step: 'countersigner', label: '会签', person: '高禾' },
      { step: 'countersigner', label: '会签', person: '唐一' },
      { step: 'signer', label: '签发', person: '魏澜' },
    ],
  };
  const { document: back } = parseBulletin(writeText(document));
  expect(back.signOff).toEqual(document.signOff);
});
