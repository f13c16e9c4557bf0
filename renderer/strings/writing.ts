import type { OrdinalFault } from '#shared/document/ordinals.ts';

/** What helps while an article is written: structure, signs, numbers, quiet. */
export const writing = {
  outlineHint: '拖动小标题，或按Alt+Shift+↑、↓，可以连同下面的内容一起移动。',
  movedHeading: (text: string) => `已移动“${text}”。`,
  faults: (count: number) => `${count}处序号不对`,
  faultList: '不对的序号',
  renumber: '重排序号',
  renumbered: (count: number) => `已重排${count}处序号。`,
  autocorrect: '自动更正标点',
  autocorrectHint: '引号、逗号、省略号等随写随改成中文标点；改得不对，马上按退格键就还原。',
  autocorrectOn: '打开自动更正标点',
  autocorrectOff: '关闭自动更正标点',
  autocorrectIsOn: '自动更正标点已打开。',
  autocorrectIsOff: '自动更正标点已关闭。',
  signs: '特殊字符、日期和数字',
  signsShort: '符号',
  recentSigns: '最近用过',
  closeSigns: '关闭符号栏',
  dateInFigures: '插入今天的日期（数字）',
  dateInHan: '插入今天的日期（汉字）',
  convertNumber: '数字和汉字互换',
  convertNumberFace: '28↔二十八',
  noNumber: '请先选中一个数字或日期，或者把光标放在数字上。',
  documentNumber: '插入年份和号，或把选中的年份写成〔〕号',
  focus: '专注',
  leaveFocus: '退出专注',
  reading: '阅读',
  leaveReading: '回到编辑',
  nothingToRenumber: '序号没有不对的。',
} as const;

const levelNames = ['', '一级标题', '二级标题', '三级标题', '四级标题'];
const kindNames: Readonly<Record<OrdinalFault['kind'], string>> = {
  start: '没有从头编起',
  repeated: '与前一个重复',
  skipped: '中间跳号',
  backwards: '往回编了',
  follows: '前面的不对，跟着不对',
};
const shownCharacters = 12;

/** 第3个一级标题应为“三、”，写的是“四、”（中间跳号） */
export function faultText({ where, wantedMark, writtenMark, kind }: OrdinalFault): string {
  const wrong = `应为“${wantedMark}”，写的是“${writtenMark}”（${kindNames[kind]}）`;
  if (where.of === 'runIn') return `“${shortened(where.text)}”一段中，第${where.position}句${wrong}`;
  const which = `第${where.position}个${levelNames[where.level]}${wrong}`;
  return where.under === undefined ? which : `“${shortened(where.under)}”下面，${which}`;
}

function shortened(text: string): string {
  const signs = [...text];
  return signs.length > shownCharacters ? `${signs.slice(0, shownCharacters).join('')}…` : text;
}
