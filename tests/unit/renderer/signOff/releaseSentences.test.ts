import { describe, expect, it } from 'vitest';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { IssueSignOff, WholeIssue } from '#shared/contract/issueCommands.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { releaseSentences } from '../../../../renderer/screens/signOff/releaseSentences.ts';

type Prepared = CommandOutput<'prepareRelease'>;

const contentHash = 'c'.repeat(64);
const now = new Date('2024-06-18T10:00:00+08:00');

function signOff(step: IssueSignOff['step'], label: string, personName: string, more: Partial<IssueSignOff> = {}) {
  return { step, station: 0, label, personId: 'x', personName, at: '2024-06-18T01:00:00.000Z', contentHash, ...more };
}

function told(
  document: Partial<Prepared['document']>,
  signOffs: Prepared['signOffs'],
  comments: WholeIssue['comments'] = [],
  since?: string,
  notes: Parameters<typeof releaseSentences>[4] = [],
) {
  const prepared: Prepared = {
    issueHash: 'a'.repeat(64),
    contentHash,
    number: { series: 'regular', year: 2024, serial: 5 },
    date: '2024-06-18',
    pages: 4,
    document: { ...emptyIssueDocument({ name: '澜溪信息', organ: '' }), ...document },
    pdf: new Uint8Array(),
    signOffs,
  };
  return releaseSentences(prepared, { comments } as unknown as WholeIssue, since, [], notes, now);
}

const editor = signOff('responsibleEditor', '责任编辑', '闻禾', { opinion: '请审核' });

describe('what a signer reads before signing', () => {
  it('says pages, copies, mark, who passed it, what changed since, and what is open', () => {
    const texts = told({ copies: 60, marking: ['内部资料'] }, [editor], [], '自上次查看以来改动1篇').map(
      ({ text }) => text,
    );
    expect(texts).toEqual([
      '《澜溪信息》2024年第5期',
      expect.stringContaining('共4页'),
      '稿件0篇',
      '共印60份',
      '标识：内部资料，没有定密记录',
      expect.stringMatching(/^责任编辑闻禾，.*签署，意见：“请审核”，此后内容没有改动$/),
      '自上次查看以来改动1篇',
      '没有未处理的批注',
    ]);
  });

  it('says of the marks what the office knows beside, after the mark of the issue', () => {
    const notes = [
      { text: '稿件“开设服务点”的标识“秘密★10年”', isWarning: false },
      { text: '本期曾登记为“秘密★10年”，由闻禾撤销', isWarning: true },
    ];
    const sentences = told({}, [], [], undefined, notes);
    const at = sentences.findIndex(({ text }) => text === '没有标识');
    expect(sentences.slice(at + 1, at + 3)).toEqual([{ text: notes[0]?.text }, notes[1]]);
  });

  it('says so where there are neither copies nor a mark', () => {
    const texts = told({}, []).map(({ text }) => text);
    expect(texts).toContain('印数没有填写，登记印发时再填');
    expect(texts).toContain('没有标识');
  });

  it('names those who acted for others and who signed on paper, and warns of a signature over another content', () => {
    const sentences = told({}, [
      signOff('reviewer', '初审', '石深（受乔一委托）'),
      signOff('countersigner', '会签', '程望川', {
        paper: { recorder: '闻禾', confirmer: '乔一', signedOn: '2024-06-17', scan: 'd'.repeat(64) },
      }),
      signOff('reviewer', '复审', '乔一', { contentHash: 'e'.repeat(64) }),
      signOff('reviewer', '终审', '沈钧', { voidReason: 'return' }),
    ]);
    const texts = sentences.map(({ text }) => text);
    expect(texts.find((text) => text.startsWith('初审石深（受乔一委托）'))).toMatch(/此后内容没有改动$/);
    expect(texts.find((text) => text.startsWith('会签程望川'))).toContain('纸质签批（代录：闻禾；核对：乔一）');
    expect(sentences.find(({ text }) => text.startsWith('复审乔一'))).toMatchObject({
      text: expect.stringMatching(/此后内容有改动$/),
      isWarning: true,
    });
    expect(texts.some((text) => text.startsWith('终审'))).toBe(false);
  });

  it('lists the comments that are open, each with whose it is and where', () => {
    const comment = { id: '1', quote: '四十二处', text: '请核对', personId: 'x', personName: '乔一', at: '' };
    const done = { ...comment, id: '2', resolvedAt: '2024-06-18T00:00:00.000Z', resolvedBy: '闻禾' };
    const whole = { ...comment, id: '3', quote: '', text: '全期再看' };
    expect(told({}, [], [comment, done, whole]).at(-1)).toEqual({
      text: '还有2条批注没有处理',
      isWarning: true,
      lines: ['乔一对“四十二处”：请核对', '乔一：全期再看'],
    });
  });
});
