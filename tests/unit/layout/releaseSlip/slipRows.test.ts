import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReleaseSlip } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { type SlipRow, slipNote, slipRows, slipState } from '#shared/layout/releaseSlip/slipRows.ts';

const slip: ReleaseSlip = {
  publication: '澜溪信息',
  organ: '澜溪县办公室',
  marking: ['内部资料', '注意保管'],
  urgency: 'mostUrgent',
  titles: ['村口的服务点', '渡口的服务点'],
  sources: ['澜溪县办公室', '澜溪县林场'],
  copies: 60,
  signOffs: [
    { label: '责任编辑', person: '闻禾', opinion: '请审核', at: '2024-06-03T08:00:00.000Z' },
    { label: '审核' },
    { label: '签发' },
  ],
  recipients: [{ label: '发：', units: '各乡镇' }],
  articleMarkings: [],
  contentHash: 'a'.repeat(64),
  isReleased: false,
};

/** Each field of the form with all its words, whatever rows it takes. */
function fieldsOf(rows: readonly SlipRow[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  let last = '';
  for (const row of rows) {
    for (const { label, lines } of row.kind === 'signOff' ? [row.field] : row.fields) {
      if (!row.isContinued) last = label;
      found[last] = (found[last] ?? '') + lines.join('');
    }
    if (row.kind === 'signOff') found[last] += row.signed;
  }
  return found;
}

test('every field of the form is filled from the data, and the stations nobody has signed stand empty', () => {
  expect(fieldsOf(slipRows(slip))).toMatchObject({
    刊名: '澜溪信息',
    期号: '（签发时编定）',
    密级标识: '内部资料　注意保管',
    紧急程度: '特急',
    栏目: '无',
    篇数页数: '2篇',
    印数: '60份',
    标题: '1. 村口的服务点2. 渡口的服务点',
    来稿单位: '澜溪县办公室、澜溪县林场',
    责任编辑: expect.stringMatching(/^请审核闻禾　2024年6月3日 \d\d:00$/),
    审核: '',
    签发: '',
    分送: '发：各乡镇',
  });
  expect(slipState(slip)).toBe('未签发');
  expect(slipState({ isReleased: true })).toBe('已签发');
});

test('a signature on paper stands on the form as that, with its day and who answers for it, never with a moment', () => {
  const paper = { recorder: '闻禾', confirmer: '乔一', signedOn: '2024-06-03', scan: 'c'.repeat(64) };
  const [editor] = slip.signOffs;
  const signOffs = [...(editor ? [editor] : []), { label: '签发', person: '沈钧', opinion: '同意', paper }];
  const { 签发: signed } = fieldsOf(slipRows({ ...slip, signOffs }));
  expect(signed).toBe('同意沈钧　2024年6月3日　纸质签批（代录：闻禾；核对：乔一）');
});

test('the record behind the marking stands on the form with its people, ground, scope and days', () => {
  const decision = {
    kind: '秘密',
    term: '10年',
    ground: '《保密事项范围》第三条',
    proposer: '闻禾',
    approver: '沈钧',
    scope: '县委领导',
    decidedOn: '2024-06-03',
    liftDate: '2034-06-03',
    reviewedOn: ['2025-06-03', '2026-06-01'],
    lowerReason: '已删去涉密段落',
  };
  const articleMarkings = [{ title: '渡口的服务点', mark: '机密★20年' }];
  expect(fieldsOf(slipRows({ ...slip, decision, articleMarkings }))).toMatchObject({
    定密标识: '秘密★10年',
    确定日期: '2024年6月3日',
    承办人: '闻禾',
    审批人: '沈钧',
    定密依据: '《保密事项范围》第三条',
    知悉范围: '县委领导',
    解除日期: '2034年6月3日',
    复核日期: '2025年6月3日、2026年6月1日',
    低定理由: '已删去涉密段落',
    稿件标识: '机密★20年：渡口的服务点',
  });
});

test('whatever its length and its lines, an opinion keeps every character, in pieces that fit a page', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('同意。', '请改', '\n', '，', '印'), { maxLength: 900 }), (words) => {
      const opinion = words.join('');
      const rows = slipRows({ ...slip, signOffs: [{ label: '审核', person: '乔一', opinion }] });
      const ofOpinion = rows.filter((row) => row.kind === 'signOff');
      expect(ofOpinion.flatMap(({ field }) => field.lines).join('')).toBe(opinion.replaceAll('\n', ''));
      for (const { field } of ofOpinion) {
        const lines = field.lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 26)), 0);
        expect(lines).toBeLessThanOrEqual(10);
      }
      expect(ofOpinion.map(({ isLast }) => isLast).indexOf(true)).toBe(ofOpinion.length - 1);
      expect(ofOpinion.at(-1)?.signed).toContain('乔一');
    }),
    { numRuns: 200, seed: 20240603 },
  );
});

test('under the form the digest stands in digits and in the words it is read in', () => {
  const contentHash = '0123456789abcdef'.repeat(4);
  expect(slipNote({ contentHash, isReleased: true })).toBe(
    `内容摘要（SM3）：${'01234567 89abcdef '.repeat(4).trim()}　读作：柏树 刺猬 黑板 拉链　南极 绳索 小麦 早晨　签发时随刊物一并冻结。`,
  );
});
