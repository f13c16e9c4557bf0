/** 上次以来: what has changed since a person saw an issue last. */
export const sinceSeen = {
  tab: '上次以来',
  tabFirst: '首次查看',
  tabSame: '上次以来未改动',
  tabChanged: (articles: number) => (articles > 0 ? `上次以来改动${articles}篇` : '上次以来改动编排'),
  first: '您是第一次查看这一期',
  firstHint:
    '还没有您上次查看的内容可比。请看付印样或文字；下次打开时，这里列出这次以后的改动。也可以与各道签署时的内容相比。',
  since: (articles: number, makeUp: number) => {
    if (articles === 0 && makeUp === 0) return '自上次查看以来未改动';
    const counted = [...(articles > 0 ? [`${articles}篇`] : []), ...(makeUp > 0 ? [`编排${makeUp}处`] : [])];
    return `自上次查看以来改动${counted.join('，')}`;
  },
  compared: (articles: number, makeUp: number) => {
    if (articles === 0 && makeUp === 0) return '未改动';
    const counted = [...(articles > 0 ? [`${articles}篇`] : []), ...(makeUp > 0 ? [`编排${makeUp}处`] : [])];
    return `改动${counted.join('，')}`;
  },
  see: '看改动',
  seeSigned: '与各道签署时的内容比',
  with: '与哪一版相比',
  choose: '请选择',
  seenAt: (at: string, isLast: boolean) => (isLast ? `您上次查看的（${at}）` : `您${at}查看的`),
  signedAt: (label: string, name: string, at: string) => `${label}${name}签署的（${at}）`,
  same: '这一期与那一版完全相同',
  save: '存花脸稿',
  saveTitle: '把花脸稿存到',
  saving: '正在排印…',
  makeUp: '编排',
  makers: (names: string) => `编排改动：${names}`,
  maker: (name: string, at: string) => `${name} ${at}`,
  none: '（无）',
  added: '新编入',
  withdrawn: '撤下',
  moved: (before: number, after: number) => `由第${before}篇移到第${after}篇`,
  formerTitle: (title: string) => `原题《${title}》`,
  movedFrom: (words: string) => `移走“${words}”`,
  movedTo: (words: string) => `移来“${words}”`,
  legend: '下划线的是增加的，删除线的是删去的。',
} as const;
