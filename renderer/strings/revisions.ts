import type { ChangeDescription } from '#shared/revision/describeChange.ts';
import type { LineEnd } from '#shared/revision/token.ts';

const roleNames: Readonly<Record<LineEnd['role'], string>> = {
  title: '标题',
  subtitle: '副标题',
  byline: '署名',
  paragraph: '正文',
  lead: '导语',
  heading1: '一级标题',
  heading2: '二级标题',
  heading3: '三级标题',
  heading4: '四级标题',
  quote: '引文',
  item: '列表',
  caption: '图题',
  cell: '表格',
  source: '落款',
};

/** 修订. */
export const revisions = {
  tab: '改动',
  view: '看哪一种',
  views: { final: '改后', reading: '阅读', marked: '花脸', original: '改前' },
  none: '没有改动',
  noneHint: '从初稿或上次清稿以来，文字没有变。改过的地方会列在这里。',
  count: (count: number) => `${count}处改动`,
  everybody: '所有人',
  byPerson: '看谁的改动',
  accept: '接受这处',
  reject: '改回这处',
  acceptAll: '清稿',
  acceptAllTitle: (count: number) => `接受全部${count}处改动？`,
  acceptAllText: '文字不变，只是不再显示这些改动；现在的文字单独留一版。以后的改动从这一版算起。',
  acceptThese: (count: number) => `接受这${count}处`,
  rejectThese: (count: number) => `改回这${count}处`,
  accepted: (count: number) => `已接受${count}处改动。`,
  undo: '撤销',
  changedMeanwhile: '文字刚又改过，请看一下新的改动列表再点。',
  cleaned: '已清稿。',
  rejected: (count: number) => `已改回${count}处。`,
  exportCopy: '存花脸稿',
  exportTitle: '把花脸稿存到',
  list: '改动列表',
  who: (names: string, at: string) => `${names}　${at}`,
  legend: '带下划线的是增加的，带删除线的是删去的，¶是分段或并段的地方。',
  compare: '与现在的文字比较',
  plain: '全文',
  same: '与现在的文字相同。',
} as const;

/** Words in quotation marks, cut where they are long; blanks by their name, for they cannot be seen. */
function quoted(text: string): string {
  const words = text.trim();
  if (words === '') return '空白';
  return `“${words.length > 40 ? `${words.slice(0, 38)}…` : words}”`;
}

/** A change in words. */
export function changeText({ kind, removed, added, roles }: ChangeDescription): string {
  switch (kind) {
    case 'insert':
      return `增加${quoted(added)}`;
    case 'delete':
      return `删去${quoted(removed)}`;
    case 'replace':
      return removed.trim() === added.trim() ? '改了空白' : `${quoted(removed)}改为${quoted(added)}`;
    case 'role':
      return roles ? `${roleNames[roles[0]]}改为${roleNames[roles[1]]}` : '改了层次';
    case 'marks':
      return `${quoted(added)}改了加粗、着重或上标`;
    case 'split':
      return '分成两段';
    case 'join':
      return '两段并成一段';
    case 'figure':
      return (added || removed).trim() === '' ? '改动了图片' : `改动了图片${quoted(added || removed)}`;
    case 'table':
      return '改动了表格的行列';
  }
}
