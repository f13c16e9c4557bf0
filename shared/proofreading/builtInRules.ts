import { z } from 'zod';
import type { PatternRule } from './patternRules.ts';

export const wordRuleNames = ['variantWord', 'accountWord', 'slipWord'] as const;
export type WordRule = (typeof wordRuleNames)[number];

/** A rule of our own: what it looks for, the standard or book it follows, whether an office has it on unless it says otherwise. */
export interface BuiltInRule {
  readonly name: RuleName;
  readonly title: string;
  readonly source: string;
  readonly isOnAtFirst: boolean;
}

export const ruleNames = [
  'variantWord',
  'accountWord',
  'slipWord',
  'doubledWord',
  'until',
  'doubledSign',
  'halfWidthSign',
  'lonePair',
  'pauseBeforeEtc',
  'ellipsisEtc',
  'pauseBetweenQuoted',
  'documentNumber',
  'hanZero',
  'mixedNumber',
  'doubledEstimate',
] as const satisfies readonly (WordRule | PatternRule | 'lonePair')[];
export const RuleName = z.enum(ruleNames);
export type RuleName = z.infer<typeof RuleName>;

const punctuation = 'GB/T 15834—2011《标点符号用法》';
const numerals = 'GB/T 15835—2011《出版物上数字用法》';
const dictionary = '《现代汉语词典》';
const quality = '《图书质量管理规定》附件（编校差错）';

const rows: Readonly<Record<RuleName, readonly [title: string, source: string, isOnAtFirst?: false]>> = {
  variantWord: ['异形词：报导、参预、宏扬', '《第一批异形词整理表》（GF 1001—2001）'],
  accountWord: ['帐和账：帐户、台帐、查帐', '《第一批异形词整理表》（GF 1001—2001）“账本”条注'],
  slipWord: ['常见错字：再接再励、一如继往、布署', dictionary],
  doubledWord: ['多写的字：的的、进行进行', quality],
  until: ['截止和截至：截止目前', `${dictionary}“截止”“截至”条`],
  doubledSign: ['标点连用：如逗号后面又有句号', punctuation],
  halfWidthSign: ['汉字之间的半角标点', punctuation],
  lonePair: ['不成对的括号、引号、书名号', punctuation],
  pauseBeforeEtc: ['“等”前的顿号：税务、等部门', `${punctuation}4.5`],
  ellipsisEtc: ['省略号和“等”连用', `${punctuation}4.11`],
  pauseBetweenQuoted: ['引号、书名号之间的顿号', `${punctuation}4.5（“通常不用”，一般不查）`, false],
  documentNumber: ['发文字号：（2026）5号、〔2026〕第5号', 'GB/T 9704—2012《党政机关公文格式》7.2.5'],
  hanZero: ['汉字年份中的零：二0二六年', numerals],
  mixedNumber: ['数字与“百”“千”混写：3百人', numerals],
  doubledEstimate: ['约数重复：近300余人', quality],
};

export const builtInRules: readonly BuiltInRule[] = ruleNames.map((name) => {
  const [title, source, isOnAtFirst = true] = rows[name];
  return { name, title, source, isOnAtFirst };
});
