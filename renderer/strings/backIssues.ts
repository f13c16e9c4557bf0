import type { BackIssueBatch, BackIssueItem } from '#shared/contract/backIssueCommands.ts';

/** 以往刊期: batches, what was unsure, and the issues that stand in the archive. */
export const backIssues = {
  title: '以往刊期',
  back: '返回档案',
  parts: '以往刊期的内容',
  kept: (count: number) => (count === 0 ? '已入库' : `已入库（${count}）`),
  batches: (count: number) => (count === 0 ? '导入' : `导入（${count}）`),
  // 已入库
  keptList: '以往刊期列表',
  noneKept: '档案中还没有以往刊期',
  noneKeptHint: '使用本程序以前印的刊物，可以从文件夹整批导入：Word（.docx）、文本（.txt）和有文字的PDF。',
  noneKeptHintOther: '以往刊期由档案员导入。导入以后在这里查看，也能检索到。',
  articles: (count: number) => `${count}篇`,
  dated: (day: string) => `${day}印发`,
  // 导入
  start: '导入文件夹',
  startTitle: '导入以往刊期',
  startHint: '连同下级文件夹，逐个读入其中的.docx、.txt和有文字的PDF。确认入库以前，整批都可以撤销。',
  publication: '刊物',
  folder: '文件夹',
  folderNone: '还没有选',
  chooseFolder: '选文件夹',
  chooseTitle: '存放以往刊期的文件夹',
  chooseVerb: '选这个文件夹',
  begin: '开始导入',
  begun: '已开始导入，可以同时做别的事',
  noPublication: '还没有刊物',
  noPublicationHint: '先在“系统—刊物”中建立刊物，再导入它以往的刊期。',
  noneBatches: '还没有导入过',
  batchList: '导入批次',
  startedBy: (who: string, at: string) => `${who}　${at}开始`,
  states: {
    reading: '正在读',
    paused: '已停下',
    read: '待确认',
    confirming: '正在入库',
    confirmed: '已入库',
  } as const satisfies Record<BackIssueBatch['state'], string>,
  progress: (done: number, whole: number) => `已读${done}个，共${whole}个文件`,
  keeping: (done: number, whole: number) => `已入库${done}期，共${whole}期`,
  missing: '找不到存放的文件夹，介质可能已经取出。插好后按“继续”；位置变了，按“换位置继续”。',
  stop: '停止',
  resume: '继续',
  resumeElsewhere: '换位置继续',
  undo: '撤销导入',
  undoTitle: '撤销这次导入？',
  undoText: (count: number) => `这一批的${count}个文件和已经改正的内容都会清除，只留审计记录。介质上的文件不动。`,
  undone: '已撤销这次导入',
  confirm: '确认入库',
  confirmTitle: '确认入库？',
  confirmText: (issues: number, left: number) =>
    `${issues}期入库后可以检索，不能再改，也不能撤销。${left === 0 ? '' : `另有${left}个文件（重复、读不出或不收的）不入库。`}`,
  confirmed: '已确认，正在入库',
  leftOut: (count: number) => `文件夹里另有${count}个别的文件，没有读`,
  gaps: (text: string) => `缺期：${text}`,
  gapsOf: (year: number, serials: string) => `${year}年第${serials}期`,
  // 文件
  files: '这一批的文件',
  filters: '看哪些文件',
  toReview: (count: number) => `存疑（${count}）`,
  duplicates: (count: number) => `重复（${count}）`,
  failed: (count: number) => `读不出（${count}）`,
  all: (count: number) => `全部（${count}）`,
  noneToReview: '没有存疑的文件',
  noneToReviewHint: '都看过以后，按“确认入库”。',
  noneHere: '没有这样的文件',
  itemStates: {
    waiting: '待读',
    parsed: '已认出',
    unsure: '存疑',
    duplicate: '重复',
    failed: '读不出',
    accepted: '收下',
    skipped: '不收',
  } as const satisfies Record<BackIssueItem['state'], string>,
  noNumber: '期号不明',
  noDate: '日期不明',
  chooseFile: '选一个文件核对',
  chooseFileHint: '左边用↑↓选，按Enter改正；改完按Ctrl+Enter收下。',
  // 核对
  review: '核对',
  original: '原文',
  form: '认出的内容',
  series: '类别',
  regular: '正刊',
  supplement: '增刊',
  year: '年份',
  serial: '期号',
  running: '总期号',
  date: '日期',
  column: '栏目',
  article: (place: number) => `第${place}篇标题`,
  unit: (place: number) => `第${place}篇报送单位`,
  dropArticle: (title: string) => `去掉这篇：${title}`,
  accept: '收下',
  skip: '不收',
  skipUnsure: '存疑的都不收',
  skipUnsureTitle: (count: number) => `${count}个存疑的文件都不收？`,
  skipUnsureText: '不收的文件不入库。确认入库以前可以逐个改主意。',
  reconsider: '重新考虑',
  save: '保存改正',
  saved: '已保存',
  wrongNumber: '期号要是整数，年份要四位。',
  notes: '读入时的提示',
  openDuplicate: '打开那一期',
  // 看一期
  text: '文字',
  notPrinted: (file: string) =>
    `本程序以前印的一期，由“${file}”导入。这里是读出的文字，不是当年的印样，也没有经本程序签发。`,
  signedThen: (names: string) => `原刊署名：${names}`,
  saveOriginal: '保存原文件',
  saveTitle: (file: string) => `保存“${file}”`,
  badge: '以往刊期',
} as const;

/** 1、3–5 of the numbers 1, 3, 4, 5. */
export function spansText(numbers: readonly number[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else spans.push({ from: number, to: number });
  }
  return spans.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join('、');
}
