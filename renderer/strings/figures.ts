export const figures = {
  replace: '换图片',
  grey: '转为灰度',
  greyTip: '转成黑白印刷用的灰度图，可以撤销',
  remove: '删除图片',
  command: (what: string) => `图片：${what}`,
  imageForeign: '只能插入PNG和JPEG图片，这个文件没有插入。',
  imageTooLarge: '图片超过20兆字节，没有插入。请先缩小图片。',
  imageFailed: '没有读出这个图片文件，没有插入。',
  imageScaled: (from: string, to: string) => `图片有${from}像素，超过印刷需要，已缩小为${to}像素。`,
} as const;
