import type { Chance } from './chance.ts';

/** Twelve kinds of disorder that files of past issues have; `docs/formats.md` says what of each is read. */
export const disorders = {
  masthead: '版头：表格、文本框、一行多项、字距拉开',
  number: '期号：第五期、（第5期）、全角、年份、总期号',
  date: '日期：汉字、点号、补零、只有年月、没有、只在版记',
  title: '标题：中间空格、全角数字、分成两三行',
  contents: '目录：各种标题和编号、页码、带单位、折行、没有',
  pageSigns: '页码、页眉夹在段落中间',
  unit: '单位：标题下或文末，各种括号或没有，带日期、联系人',
  blankLines: '空行缺少或成倍，没有首行缩进',
  hardBreaks: '固定宽度硬换行',
  headings: '小标题与标题混排，文章前加●★【】',
  foot: '版记：各种称谓、表格、横线、折行、印数',
  file: '文件：编码、修订、批注、域、隐藏文字、文件名不符',
} as const;
export type Disorder = keyof typeof disorders;
export const disorderKinds = Object.keys(disorders) as readonly Disorder[];

export const formats = ['txt', 'docx', 'pdf'] as const;
export type Format = (typeof formats)[number];

const forms = {
  masthead: ['row', 'table', 'wholeTable', 'box', 'spaced'],
  number: ['han', 'bracketed', 'wide', 'year', 'yearRunning', 'runningBelow', 'hanYear', 'padded', 'runningFirst'],
  date: ['han', 'hanRound', 'dots', 'dashes', 'padded', 'wide', 'monthOnly', 'missing', 'imprint'],
  title: ['blanks', 'wideBlanks', 'wideDigits', 'twoLines', 'threeLines'],
  contents: ['none', 'plain', 'numbered', 'leaders', 'counted', 'pages', 'broken', 'units', 'unitsBracketed'],
  pageSigns: ['dashes', 'page', 'dots', 'bare', 'headed'],
  unit: [
    'half',
    'square',
    'label',
    'right',
    'underTitle',
    'plainUnderTitle',
    'withDate',
    'withContact',
    'supplied',
    'spaced',
    'inline',
  ],
  blankLines: ['none', 'doubled', 'flush'],
  hardBreaks: ['28', '32', '38'],
  headings: ['●', '★', '◆', '【】', 'levels', 'noLead', 'runIn', 'wideDigits'],
  foot: ['labels', 'table', 'rules', 'wrapped', 'oneLine', 'noColons', 'copies', 'namesFirst'],
  file: ['first', 'second', 'third', 'fourth', 'name'],
} as const satisfies Record<Disorder, readonly string[]>;

/** How a file sets its issue: by kind of disorder its form, or undefined where it is set as the seed is. */
export type Plan = { readonly [Kind in Disorder]?: (typeof forms)[Kind][number] };

/** A form of the kind itself, and by chance of one or two others. */
export function planOf(kind: Disorder, chance: Chance): Plan {
  const kinds = new Set<Disorder>([kind]);
  if (chance.holds(0.5)) kinds.add(chance.one(disorderKinds));
  if (chance.holds(0.25)) kinds.add(chance.one(disorderKinds));
  return Object.fromEntries([...kinds].map((each) => [each, chance.one<string>(forms[each])])) as Plan;
}
