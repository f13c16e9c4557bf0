export const preview = {
  pages: '页面',
  page: (number: number) => `第${number}页`,
  pageOf: (number: number, count: number) => `第${number}页，共${count}页`,
  fitWidth: '适合宽度',
  fullSize: '100%',
  percent: (scale: number) => `${Math.round(scale * 100)}%`,
  larger: '放大页面',
  smaller: '缩小页面',
  unreadable: '这份文件显示不了，可能已经损坏。',
  nothing: '还没有页面',
} as const;
