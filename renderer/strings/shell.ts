import type { PlaceName } from '../app/navigation.ts';

export const shell = {
  rail: '去处',
  narrowRail: '收窄左栏',
  widenRail: '展开左栏',
  lock: '锁定',
  switchPerson: '切换用户',
  changePassword: '修改口令',
  palette: '查找命令',
  paletteHint: '输入命令名称或拼音首字母',
  paletteEmpty: '没有相符的命令',
  help: '快捷键',
  helpHint: '在任何地方都可以用的键，和当前画面的键。',
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
  saved: (at: string) => `${at}已保存`,
  characters: (count: number) => `${count.toLocaleString('zh-CN')}字`,
  pages: (page: number, count: number) => `第${page}页，共${count}页`,
} as const;

export const placeTitles: Readonly<Record<PlaceName, string>> = {
  manuscripts: '来稿',
  articles: '稿件',
  issues: '刊期',
  signOff: '审签',
  archive: '档案',
  system: '系统',
};
