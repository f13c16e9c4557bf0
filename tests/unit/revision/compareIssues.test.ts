import { describe, expect, it } from 'vitest';
import type { Article } from '#shared/issue/article.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { compareIssues } from '#shared/revision/compareIssues.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';

function article(id: string, ...texts: readonly string[]): Article {
  return {
    id,
    title: [`题目${id}`],
    source: null,
    body: texts.map((text) => ({ role: 'paragraph', inlines: [{ text }] })),
  };
}

function issue(articles: readonly Article[], more: Partial<IssueDocument> = {}): IssueDocument {
  return { ...emptyIssueDocument({ name: '澜溪信息', organ: '澜溪县办公室' }), articles: [...articles], ...more };
}

const [one, two, three, four] = ['甲', '乙', '丙', '丁'].map((id) =>
  article(id, `${id}篇的正文，今年一月起试行。`),
) as [Article, Article, Article, Article];
const none = () => [];

describe('what two versions of an issue differ in', () => {
  it('is nothing where they are the same', () => {
    expect(compareIssues(issue([one, two]), issue([one, two]), none)).toEqual({ articles: [], makeUp: [] });
  });

  it('names an article that was put in and one that was taken out, where they stand, with the whole text marked', () => {
    const { articles } = compareIssues(issue([one, two, three]), issue([one, four, three]), none);
    expect(articles.map(({ title, kind }) => [title, kind])).toEqual([
      ['题目丁', 'added'],
      ['题目乙', 'withdrawn'],
    ]);
    for (const { comparison, kind } of articles) {
      const texts = markedDocument(comparison).flatMap(({ children }) => children as readonly { revision?: string }[]);
      const marks = new Set(texts.filter((text) => 'text' in text && text.text !== '').map(({ revision }) => revision));
      expect([...marks]).toEqual([kind === 'added' ? 'added' : 'removed']);
    }
  });

  it('names only the article that was moved, from which place to which', () => {
    const { articles } = compareIssues(issue([one, two, three, four]), issue([four, one, two, three]), none);
    expect(articles).toMatchObject([{ title: '题目丁', kind: 'moved', place: { before: 4, after: 1 }, changes: [] }]);
  });

  it('tells character by character what was changed in an article, and by whom', () => {
    const later = { ...two, title: ['新题目'], body: article('乙', '乙篇的正文，今年三月起试行。').body };
    const { articles } = compareIssues(issue([one, two]), issue([one, later]), (id) => {
      const { id: _id, ...content } = later;
      return id === '乙' ? [{ personId: 'wenhe', at: '2024-06-03T00:00:00.000Z', content }] : [];
    });
    expect(articles).toMatchObject([{ articleId: '乙', title: '新题目', formerTitle: '题目乙', kind: 'changed' }]);
    expect(articles[0]?.changes.find(({ removed }) => removed === '一')).toMatchObject({
      added: '三',
      authors: [{ personId: 'wenhe' }],
    });
  });

  it('tells a paragraph that was moved from one that was deleted and another put in', () => {
    const [first, second] = ['全县开设便民服务点四十二处。', '每周一三五的上午都有人在那里办公。'];
    const before = article('甲', first as string, second as string, '一处一人。');
    const after = article('甲', second as string, first as string, '一处一人。');
    const [changed] = compareIssues(issue([before]), issue([after]), none).articles;
    expect(changed?.changes.map(({ moved }) => moved).toSorted()).toEqual(['from', 'to']);
    const other = article('甲', second as string, '别的一段，说的是别的事情。', '一处一人。');
    const [replaced] = compareIssues(issue([before]), issue([other]), none).articles;
    expect(replaced?.changes.every(({ moved }) => moved === undefined)).toBe(true);
  });

  it('tells what stands beside the articles: mark, column, recipients, copies, number and day', () => {
    const decision = {
      kind: '秘密',
      term: '10年',
      ground: '《保密事项范围》第三条',
      proposer: '闻禾',
      approver: '沈钧',
      scope: '县委领导',
    };
    const before = issue([one], { marking: ['内部资料'], column: '经验交流', sendTo: ['各乡镇'], copies: 60 });
    const after = issue([one], {
      marking: ['秘密★10年'],
      markingDecision: decision,
      articleMarkings: { 甲: decision },
      sendTo: ['各乡镇', '县直各单位'],
      copies: 80,
      urgency: 'urgent',
      editorsNote: '请各地参照。',
      number: { series: 'regular', year: 2024, serial: 5 },
      date: '2024-06-18',
    });
    const { articles, makeUp } = compareIssues(before, after, none);
    expect(articles).toEqual([]);
    expect(makeUp.map(({ label, before: was, after: is }) => [label, was, is])).toEqual([
      ['期号', '', '第5期'],
      ['印发日期', '', '2024年6月18日'],
      ['栏目', '经验交流', ''],
      ['标识', '内部资料', '秘密★10年'],
      ['定密记录', '', '秘密★10年，依据：《保密事项范围》第三条，知悉范围：县委领导，承办：闻禾，审批：沈钧'],
      ['紧急程度', '平件', '加急'],
      ['编者按', '', '请各地参照。'],
      ['发', '各乡镇', '各乡镇、县直各单位'],
      ['印数', '60份', '80份'],
      ['《题目甲》的标识', '', '秘密★10年，依据：《保密事项范围》第三条，知悉范围：县委领导，承办：闻禾，审批：沈钧'],
    ]);
    // The day of the next review alone is a difference too.
    const reviewed = { ...after, markingDecision: { ...decision, reviewOn: '2025-06-03' } };
    expect(compareIssues(after, reviewed, none).makeUp).toMatchObject([{ label: '定密记录' }]);
  });
});
