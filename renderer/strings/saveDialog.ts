export const saveDialog = {
  places: '位置',
  path: '保存到的文件夹',
  chosenPath: '文件夹',
  up: '上一级',
  contents: '文件夹中的内容',
  emptyFolder: '这个文件夹是空的，可以保存到这里。',
  emptyChoice: '这个文件夹是空的。',
  newFolder: '新建文件夹',
  newFolderName: '新文件夹的名称',
  make: '建立',
  save: '保存到这里',
  saving: (count: number, size: string) => `正在写入${count}个文件，共${size}，请不要取出介质…`,
  willWriteFolder: (name: string, count: number, size: string) =>
    `将在这里建立文件夹“${name}”，内有${count}个文件，共${size}：`,
  willWriteFiles: (count: number, size: string) => `将在这里写入${count}个文件，共${size}：`,
  more: (count: number) => `等${count}个`,
  takenTitle: '已有同名的内容',
  takenFolder: (name: string) => `这里已经有“${name}”。覆盖后，原来的“${name}”和其中的全部内容都不再保留。`,
  takenFile: (name: string) => `这里已经有“${name}”。覆盖后，原来的文件不再保留。`,
  replace: '覆盖',
  saved: (path: string) => `已保存到“${path}”。`,
} as const;

/** 1.2 MB; below a thousand bytes in 字节. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes}字节`;
  const isLarge = bytes >= 999_500;
  const value = bytes / (isLarge ? 1_000_000 : 1000);
  return `${value >= 100 ? Math.round(value) : Number(value.toFixed(1))} ${isLarge ? 'MB' : 'KB'}`;
}
