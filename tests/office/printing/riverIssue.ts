import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';

/** 38 characters without punctuation, so that lines of it are full. */
export const plain = '云溪县水务局组织各乡镇清理河道修补堤岸增设水位观测点并向沿岸居民讲解防汛要求';

/** An issue of one article whose last paragraph has `characters` characters. */
export function riverIssue(characters: number, more: Partial<IssueDocument> = {}): IssueDocument {
  return {
    ...emptyIssueDocument({ name: '云溪信息', organ: '云溪县办公室' }),
    marking: ['内部资料'],
    column: '水利专刊',
    number: { series: 'regular', year: 2026, serial: 7 },
    date: '2026-03-05',
    articles: [
      {
        id: 'a1',
        title: ['云溪县三项举措', '推进河湖整治'],
        source: { unit: '云溪县水务局', line: '（云溪县水务局）' },
        body: [
          { role: 'paragraph', inlines: [{ text: '入春以来，全县清淤12处，“先急后缓”……' }] },
          { role: 'heading1', inlines: [{ text: '一、清理河道' }] },
          {
            role: 'paragraph',
            inlines: [{ text: plain.repeat(Math.ceil(characters / plain.length)).slice(0, characters) }],
          },
        ],
      },
    ],
    reportTo: ['县领导'],
    sendTo: ['各乡镇'],
    signOff: [{ step: 'signer', label: '签发', person: '周衡' }],
    ...more,
  };
}
