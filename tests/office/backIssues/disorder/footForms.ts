import type { Chance } from './chance.ts';
import type { Plan } from './plan.ts';
import type { PrintedLine } from './printedLine.ts';
import type { TrueIssue } from './trueIssue.ts';

/** The lines below the last article. */
export function footForms(issue: TrueIssue, plan: Plan, chance: Chance): readonly PrintedLine[] {
  const [editor, reviewer, signer] = issue.people;
  const labels =
    plan.foot === 'labels'
      ? [chance.one(['主报', '报送', '抄报']), chance.one(['抄送', '分送', '送']), chance.one(['印发', '分发', '发至'])]
      : ['报', '送', '发'];
  const lists = [issue.reportTo, issue.copyTo, issue.sendTo].map((units, index) => ({ label: labels[index], units }));
  const shown = lists.filter(({ units }) => units.length > 0);
  const recipients = shown.map(({ label, units }, index): PrintedLine => {
    return { text: `${label}：${units.join('，')}`, above: index === 0 ? 2 : 0 };
  });
  const names = [`责任编辑：${editor}`, `审核：${reviewer}`, `签发：${signer}`];
  const below = (texts: readonly string[]) =>
    texts.map((text, index): PrintedLine => ({ text, above: index === 0 ? 1 : 0 }));
  const imprint = below(plan.date === 'imprint' ? [imprintOf(issue)] : []);
  switch (plan.foot) {
    case 'table':
      return [
        {
          text: '',
          above: 2,
          frame: { kind: 'table', rows: shown.map(({ label, units }) => [`${label}：`, units.join('，')]) },
        },
        ...below([names.join('　　')]),
        ...imprint,
      ];
    case 'rules': {
      const rule = { text: '—'.repeat(28) };
      return [
        { ...rule, above: 2 },
        ...recipients.map((line) => ({ ...line, above: 0 })),
        rule,
        ...below(names),
        rule,
        ...imprint,
      ];
    }
    case 'wrapped':
      return [
        ...shown.flatMap(({ label, units }, index) =>
          units.map(
            (unit, place): PrintedLine => ({
              text: `${place === 0 ? `${label}：` : ''}${unit}${place < units.length - 1 ? '，' : ''}`,
              isIndented: place > 0,
              above: index + place === 0 ? 2 : 0,
            }),
          ),
        ),
        ...below(names),
        ...imprint,
      ];
    case 'oneLine':
      return [...recipients, ...below([names.join(chance.one(['　', '    ', '  ']))]), ...imprint];
    case 'noColons':
      return [...recipients, ...below([`责任编辑 ${editor}　审核 ${reviewer}　签发 ${signer}`]), ...imprint];
    case 'copies':
      return [
        ...recipients,
        ...below(names),
        ...below([imprintOf(issue), chance.one(['（共印120份）', '共印120份', '印120份'])]),
      ];
    case 'namesFirst':
      return [...below(names), ...recipients.map((line) => ({ ...line, above: 0 })), ...imprint];
    default:
      return [...recipients, ...below(names), ...imprint];
  }
}

function imprintOf({ organ, date }: TrueIssue): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${organ}　　　${year}年${month}月${day}日印发`;
}
