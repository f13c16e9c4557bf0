import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';

type KeysOf<Value> = {
  [Key in keyof LayoutParameters]: LayoutParameters[Key] extends Value ? Key : never;
}[keyof LayoutParameters];

/** One number, switch, choice or colour of the pages, as it is called and typed. */
export type LayoutField =
  | {
      readonly kind: 'number';
      readonly key: KeysOf<number>;
      readonly label: string;
      readonly least: number;
      readonly most: number;
      readonly decimals: number;
    }
  | { readonly kind: 'check'; readonly key: KeysOf<boolean>; readonly label: string }
  | { readonly kind: 'colour'; readonly key: KeysOf<string>; readonly label: string }
  | {
      readonly kind: 'choice';
      readonly key: KeysOf<string | number>;
      readonly label: string;
      readonly choices: readonly { readonly value: string | number; readonly label: string }[];
    };

export interface LayoutGroup {
  readonly label: string;
  readonly fields: readonly LayoutField[];
}

const number = (key: KeysOf<number>, label: string, least: number, most: number, decimals = 1): LayoutField => ({
  kind: 'number',
  key,
  label,
  least,
  most,
  decimals,
});
const check = (key: KeysOf<boolean>, label: string): LayoutField => ({ kind: 'check', key, label });

/** The numbers of the page in the order in which an office meets them; bounds keep out what cannot be printed. */
export const layoutGroups: readonly LayoutGroup[] = [
  {
    label: '版头',
    fields: [
      {
        kind: 'choice',
        key: 'mastheadKind',
        label: '版头的样子',
        choices: [
          { value: 'redHead', label: '红色版头' },
          { value: 'plain', label: '黑色版头，没有横线' },
          { value: 'preprinted', label: '套红：印在已有版头的纸上' },
        ],
      },
      number('preprintedRight_mm', '套红时右移（毫米，左移为负）', -50, 50),
      number('preprintedDown_mm', '套红时下移（毫米，上移为负）', -50, 50),
      number('mastheadSize_pt', '刊名字号（磅）', 16, 120),
      { kind: 'colour', key: 'mastheadColour', label: '刊名和横线的颜色' },
      number('mastheadMinimumWidth_mm', '刊名至少占宽（毫米）', 0, 200),
      number('mastheadBlankLinesAbove', '刊名上面空（行）', 0, 10),
      number('mastheadLines', '刊名占高（行）', 1, 8),
      number('mastheadBlankLinesBelow', '刊名下面空（行）', 0, 10),
      number('mastheadRule_mm', '横线粗细（毫米）', 0, 5, 2),
      number('issuedBlankLinesAbove', '编发单位上面空（行）', 0, 10),
      number('markingSize_pt', '标识字号（磅）', 6, 40),
    ],
  },
  {
    label: '目录和编者按',
    fields: [
      number('contentsBlankLinesAbove', '目录上面空（行）', 0, 10),
      number('contentsBlankLinesBelowHead', '“目录”二字下面空（行）', 0, 5),
      {
        kind: 'choice',
        key: 'contentsMarker',
        label: '目录每条前的符号',
        choices: [
          { value: 'diamond', label: '◆' },
          { value: 'none', label: '不用' },
        ],
      },
      {
        kind: 'choice',
        key: 'editorsNotePlace',
        label: '编者按的位置',
        choices: [
          { value: 'afterContents', label: '目录后面' },
          { value: 'beforeContents', label: '目录前面' },
        ],
      },
    ],
  },
  {
    label: '标题和正文',
    fields: [
      number('titleSize_pt', '标题字号（磅）', 10, 60),
      number('titleLinePitch_lines', '标题每行占高（行）', 0.5, 3, 2),
      number('titleBlankLinesAbove', '标题上面空（行）', 0, 5),
      number('titleBlankLinesBelow', '标题下面空（行）', 0, 5),
      number('bodySize_pt', '正文字号（磅）', 8, 30),
      number('firstLineIndent_characters', '首行缩进（字）', 0, 10),
      {
        kind: 'choice',
        key: 'runInFace',
        label: '“一是”“二是”的字体',
        choices: [
          { value: 'body', label: '与正文相同' },
          { value: 'kai', label: '楷体' },
          { value: 'bold', label: '黑体' },
        ],
      },
      number('sourceFromEdge_characters', '来源离右边（字）', 0, 20),
      check('firstArticleOnNewPage', '第一篇另起一页'),
      check('titleBlankLinesAtPageTop', '标题在页首时上面也空行'),
    ],
  },
  {
    label: '版心和页码',
    fields: [
      number('charactersPerLine', '每行字数', 10, 60, 0),
      number('linesPerPage', '每页行数', 10, 60, 0),
      number('marginTop_mm', '上边距（毫米）', 5, 100),
      number('marginBottom_mm', '下边距（毫米）', 5, 100),
      number('marginInner_mm', '订口一边的边距（毫米）', 5, 80),
      number('marginOuter_mm', '切口一边的边距（毫米）', 5, 80),
      number('pageNumberSize_pt', '页码字号（磅）', 6, 30),
      number('pageNumberBelowTypeArea_mm', '页码在版心下（毫米）', 0, 40),
      number('pageNumberFromEdge_characters', '页码离版心边（字）', 0, 10),
      check('mirroredMargins', '双数页左右边距对调'),
    ],
  },
  {
    label: '版记和页数',
    fields: [
      number('footSize_pt', '版记字号（磅）', 6, 30),
      number('footLinePitch_mm', '版记行距（毫米）', 3, 20),
      number('footIndent_characters', '版记两边缩进（字）', 0, 10),
      number('footOuterRule_mm', '首末横线粗细（毫米）', 0, 3, 2),
      number('footInnerRule_mm', '中间横线粗细（毫米）', 0, 3, 2),
      {
        kind: 'choice',
        key: 'pagesMultipleOf',
        label: '页数补到',
        choices: [
          { value: 1, label: '不补' },
          { value: 2, label: '双数（双面印刷）' },
          { value: 4, label: '4的倍数（骑马订）' },
        ],
      },
      check('footOnEvenPage', '版记放在双数页（双面印刷）'),
    ],
  },
  {
    label: '表格和图片',
    fields: [
      number('tableSize_pt', '表格字号（磅）', 6, 30),
      number('tableLinePitch_mm', '表格行距（毫米）', 3, 20),
      number('tableRule_mm', '表格线粗细（毫米）', 0.05, 3, 2),
      number('tableCentred_characters', '不超过几个字的格居中', 0, 100, 0),
      number('captionSize_pt', '图题字号（磅）', 6, 30),
      number('figureMaximum_lines', '图片最高（行）', 1, 22),
    ],
  },
];
