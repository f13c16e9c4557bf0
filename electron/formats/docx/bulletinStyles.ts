/**
 * The parts of a bulletin as named styles of Word: the writer sets them, the reader knows a part by the name of its
 * style. `Normal` is the one name that Word stores in English; Chinese Word and WPS show it as 正文.
 */
export const paragraphStyles = {
  paragraph: { id: 'Normal', name: 'Normal' },
  marking: { id: 'NeikanMarking', name: '标识' },
  name: { id: 'NeikanName', name: '刊名' },
  column: { id: 'NeikanColumn', name: '栏目' },
  number: { id: 'NeikanNumber', name: '期号' },
  issued: { id: 'NeikanIssued', name: '编发' },
  contentsHead: { id: 'NeikanContentsHead', name: '目录标题' },
  contents: { id: 'NeikanContents', name: '目录' },
  editorsNote: { id: 'NeikanEditorsNote', name: '编者按' },
  title: { id: 'NeikanTitle', name: '题目' },
  subtitle: { id: 'NeikanSubtitle', name: '副题' },
  byline: { id: 'NeikanByline', name: '署名' },
  lead: { id: 'NeikanLead', name: '导语' },
  heading1: { id: 'NeikanHeading1', name: '一级标题' },
  heading2: { id: 'NeikanHeading2', name: '二级标题' },
  heading3: { id: 'NeikanHeading3', name: '三级标题' },
  heading4: { id: 'NeikanHeading4', name: '四级标题' },
  quote: { id: 'NeikanQuote', name: '引文' },
  item: { id: 'NeikanItem', name: '条目' },
  cell: { id: 'NeikanCell', name: '表格文字' },
  headerCell: { id: 'NeikanHeaderCell', name: '表头文字' },
  figure: { id: 'NeikanFigure', name: '图片' },
  caption: { id: 'NeikanCaption', name: '图题' },
  source: { id: 'NeikanSource', name: '来源' },
  recipients: { id: 'NeikanRecipients', name: '版记' },
  names: { id: 'NeikanNames', name: '版记人员' },
  spacer: { id: 'NeikanSpacer', name: '间距' },
  pageNumber: { id: 'NeikanPageNumber', name: '页脚页码' },
  draft: { id: 'NeikanDraft', name: '草稿标记' },
} as const satisfies Record<string, { readonly id: string; readonly name: string }>;
export type ParagraphStyle = keyof typeof paragraphStyles;

export const characterStyles = {
  runIn: { id: 'NeikanRunIn', name: '串标' },
  bold: { id: 'NeikanBold', name: '加粗' },
  emphasis: { id: 'NeikanEmphasis', name: '着重' },
  noteLabel: { id: 'NeikanNoteLabel', name: '编者按字样' },
} as const satisfies Record<string, { readonly id: string; readonly name: string }>;
export type CharacterStyle = keyof typeof characterStyles;

export const tableStyle = { id: 'NeikanTable', name: '内刊表格' } as const;

const paragraphsByName = byName(paragraphStyles);
const charactersByName = byName(characterStyles);

/** The part that a paragraph style of this name (w:name) sets; undefined for any other style. */
export function paragraphStyleNamed(name: string): ParagraphStyle | undefined {
  return name === '正文' ? 'paragraph' : paragraphsByName.get(name);
}

/** The mark that a character style of this name sets; undefined for any other style. */
export function characterStyleNamed(name: string): CharacterStyle | undefined {
  return charactersByName.get(name);
}

function byName<Key extends string>(
  styles: Readonly<Record<Key, { readonly name: string }>>,
): ReadonlyMap<string, Key> {
  return new Map((Object.keys(styles) as Key[]).map((key) => [styles[key].name, key]));
}
