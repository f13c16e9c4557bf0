import { tableNames } from '#shared/backup/tableNames.ts';

/** 数据检查、抢救. */
export const baseCheck = {
  intro: '每次登录后在后台快速检查一遍，满一周完整检查一遍；检查时照常办公。这里可以随时完整检查。只检查您能打开的库。',
  check: '完整检查',
  checking: '正在检查，可以接着做别的事…',
  lastFull: (at: string) => `上次完整检查：${at}`,
  whole: (at: string) => `${at}检查完毕，没有发现损坏。`,
  contentClosed: '稿件库没有检查：您没有稿件库的钥匙，请能阅读稿件的同事检查。',
  names: { register: '登记库（register.db）', content: '稿件库（content.db）' },
  fault: (base: string, faults: string) => `${base}：${faults}。`,
  readable: '还能读出的内容',
  table: '内容',
  rows: '读得出',
  lost: '读不出',
  rowsOf: (count: number) => `${count.toLocaleString('zh-CN')}行`,
  lostNone: '没有',
  lostOf: (names: readonly string[], more: number) => names.join('、') + (more > 0 ? `，另有${more}处` : ''),
  noticeTitle: '数据有损坏',
  notice: (base: string) => `${base}有不对的地方。请先不要继续编辑，看检查结果，告诉系统管理员。`,
  look: '看检查结果',
  neverFull: '还没有完整检查过。',
  remedies: {
    salvage:
      '有损坏的页：最稳妥的是用最近一份试恢复过的备份恢复。没有可用的备份，或者备份以后又做了很多事，再用抢救：把读得出的内容写进新的库，换下损坏的文件，损坏的文件整个保留。',
    restore: '开头或目录损坏的库，抢救也读不出内容。请用最近一份试恢复过的备份恢复。',
    inquire:
      '每一页都完好，是记录之间对不上，抢救没有用。请先停止编辑，由审计员用封存文件核对改动了哪里，再由系统管理员用核对相符时的备份恢复。',
  },
  restore: '从备份恢复…',
  salvage: '抢救数据…',
  salvageTitle: '抢救数据',
  salvageText:
    '程序把损坏的库中每一行读得出的内容写进新的库，列出读不出的，再换下损坏的文件。损坏的文件整个移到数据目录中的“恢复前的数据-…”文件夹。完成后要重新登录。',
  openBy: '用什么打开',
  salvageVerb: '抢救',
  salvaging: '正在抢救，内容多时要几分钟，请不要关闭程序…',
  salvaged: (folder: string) =>
    `已换上新的库，损坏的文件在“${folder}”中。下面是各类内容读出的情况，请抄下读不出的再关闭。`,
  signInAgain: '重新登录',
  tables: tableNames,
} as const;
