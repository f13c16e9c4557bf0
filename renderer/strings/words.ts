/** Words that stand in many places of the window. */
export const words = {
  product: '内刊工作站',
  cancel: '不做',
  backToList: '返回列表',
  close: '关闭',
  putAway: '收起',
  later: '下次登录再说',
  back: '返回',
  save: '保存',
  loading: '正在读取…',
  offline: '未联网',
  noAnswer: '程序没有应答，这一步可能没有完成。请再试一次；还是这样，就锁定以后重新登录。',
} as const;

/** 5月6日 14:20; with the year when it is not this one. */
export function momentText(at: string, now = new Date()): string {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${moment.getMonth() + 1}月${moment.getDate()}日`;
  const year = moment.getFullYear() === now.getFullYear() ? '' : `${moment.getFullYear()}年`;
  return `${year}${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** 2019-05-06 as 2019年5月6日. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
