import type { PlaceName } from '../app/navigation.ts';

export const shell = {
  rail: '去处',
  narrowRail: '收窄左栏',
  widenRail: '展开左栏',
  lock: '锁定',
  switchPerson: '切换用户',
  handover: '交接登记簿',
  delegations: '委托办理',
  changePassword: '修改口令',
  palette: '查找命令',
  paletteHint: '输入命令名称或拼音首字母',
  paletteEmpty: '没有相符的命令',
  help: '快捷键',
  helpHere: '这个画面',
  helpEverywhere: '任何地方',
  helpLists: '列表、选项卡和对话框',
  nextPane: '到下一栏',
  previousPane: '到上一栏',
  back: '返回上一处',
  light: '浅色',
  dark: '深色',
  followSystem: '跟随系统',
  theme: '外观',
  zoomIn: '放大',
  zoomOut: '缩小',
  zoomReset: '恢复原大小',
  goTo: (place: string) => `去“${place}”`,
  restarted: '后台程序已重新启动，请重新登录。您输入的内容仍在窗口中。',
  mishap: '这个画面出了错',
  mishapText: '您写的内容存好以后就可以重新打开，登录后接着做；如果又出错，请记下当时在做什么。',
  mishapUnsaved: '有内容没有存上。重新打开会丢掉最后写的几个字；如果又出错，请记下当时在做什么。',
  beginAnew: '重新打开',
  quit: '退出',
  notOpened: '数据打不开',
  unsavedTitle: '有内容没有保存',
  unsavedText: '有填写的内容还没有保存，或者没有保存成功。现在退出，这些内容就没有了。',
  quitUnsaved: '不保存，退出',
  saved: (at: string) => `${at}已保存`,
  characters: (count: number) => `${count.toLocaleString('zh-CN')}字`,
  pages: (page: number, count: number) => `第${page}页，共${count}页`,
} as const;

/** Keys that belong to no command: how one gets about. */
export const wayKeys: readonly { readonly keys: string; readonly label: string }[] = [
  { keys: 'Tab', label: '到下一个按钮或输入框' },
  { keys: 'Shift+Tab', label: '到上一个按钮或输入框' },
  { keys: '↑ ↓', label: '在列表中逐条移动' },
  { keys: '← →', label: '换选项卡，或者改变栏宽' },
  { keys: '回车', label: '打开选中的一条，或者办理对话框' },
  { keys: '空格', label: '按下按钮，勾选或取消' },
  { keys: 'Esc', label: '关闭最上面的对话框' },
];

/** Keys as they stand on a Chinese keyboard or are drawn on it. */
const keyNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '回车',
  Delete: 'Delete',
};

/** Alt+ArrowDown as Alt+↓. */
export function keysText(keys: string): string {
  return keys
    .split('+')
    .map((key) => keyNames[key] ?? key)
    .join('+');
}

export const placeTitles: Readonly<Record<PlaceName, string>> = {
  manuscripts: '来稿',
  articles: '稿件',
  issues: '刊期',
  signOff: '审签',
  archive: '档案',
  system: '系统',
};
