export const print = {
  print: '打印',
  title: (name: string) => `打印${name}`,
  draftTitle: (publication: string) => `打印《${publication}》草稿`,
  /** What the queue keeps: never words of a manuscript. */
  jobTitle: (publication: string, number: string | undefined) => `${publication}${number ?? '草稿'}`,
  draftHint: '这一期还没有签发，每一页都带“草稿”标记，写明姓名和时间。',
  frozenHint: '印的就是签发时冻结的页面。',
  looking: '正在查找打印机…',
  none: '这台电脑上没有打印机',
  noneHint: '可以导出PDF，存到移动介质，到直接连着打印机的电脑上打印。',
  unusable: '没有可以用的打印机',
  cannotPrint: '现在不能打印',
  export: '导出PDF',
  printer: '打印机',
  usual: (name: string) => `${name}（默认）`,
  refused: (name: string) => `${name}（不能用）`,
  copies: '份数',
  copiesWrong: '填1到9999之间的整数。',
  pages: '页',
  allPages: (count: number) => `全部${count}页`,
  pagesHint: '全部印就空着；也可以写成1-4,7。',
  pagesFaults: {
    wrong: (count: number) => `页码不对。这一期共${count}页，请写成1-4,7这样。`,
    tooLong: () => '一次写的页码太多。请把连着的几页写成1-4这样，或者分几次打印。',
  },
  sides: '单双面',
  sidesOf: { one: '单面', longEdge: '双面（左右翻）', shortEdge: '双面（上下翻）' },
  tray: '纸盒',
  usualTray: '打印机自己选',
  booklet: '骑马订小册子（A3）',
  bookletHint: '两页印在一张A3的一面，印好后对折，在折缝处订。',
  bookletNeeds: (what: string) => `这台打印机${what}，不能印小册子。可以导出小册子的PDF，到别的打印机上印。`,
  noA3: '没有A3纸',
  noDuplex: '不能双面打印',
  noDriver: '没有安装驱动程序，只能全部单面打印',
  exportBooklet: '导出小册子',
  exportBookletTitle: '导出小册子',
  bookletFile: (publication: string, number: string | undefined) => `${publication}${number ?? '草稿'}小册子.pdf`,
  sheets: (sheets: number, copies: number) =>
    copies === 1 ? `共用${sheets}张纸。` : `每份${sheets}张纸，${copies}份共${sheets * copies}张。`,
  reading: '正在读取页面…',
  sending: '正在交给打印机…',
  states: {
    waiting: '已交给打印机，正在排队。',
    printing: '正在打印…',
    held: '打印机停住了。请检查纸张和连线，处理好以后会接着打印。',
    done: '打印机已经印完。',
    cancelled: '已取消打印。已经印出的纸，请收回按规定处理。',
    failed: '打印机没有印成。请检查打印机，再试一次。',
  },
  handedOver: '已经交给打印机。',
  cancelJob: '取消打印',
  again: '再打印',
  register: '登记印发',
  toRegister: '份数印齐以后，请登记印发。',
} as const;

/** Names that drivers give to trays most often; any other stands as it is. */
const trayNames: Readonly<Record<string, string>> = {
  Auto: '自动',
  AutoSelect: '自动',
  Upper: '上层纸盒',
  Middle: '中层纸盒',
  Lower: '下层纸盒',
  Cassette: '纸盒',
  Manual: '手送',
  ManualFeed: '手送',
  MultiPurpose: '多功能纸盒',
  MultiPurposeTray: '多功能纸盒',
  Bypass: '手送纸盒',
  LargeCapacity: '大容量纸盒',
};

/** Tray2 as 纸盒2. */
export function trayText(name: string): string {
  const [, number] = /^Tray[_-]?(\d+)$/i.exec(name) ?? [];
  return number === undefined ? (trayNames[name] ?? name) : `纸盒${number}`;
}
