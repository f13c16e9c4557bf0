/** The sentences a signer reads before signing. */
export const signing = {
  typesetting: '正在排印',
  publication: (name: string, number: string) => `《${name}》${number}`,
  date: (day: string, pages: number) => `${day}印发，共${pages}页`,
  column: (column: string) => `栏目：${column}`,
  articles: (count: number) => `稿件${count}篇`,
  editedBy: (label: string, name: string, at: string) => `${label}${name}，${at}签署`,
  countersignedBy: (label: string, name: string, at: string) => `${label}${name}，${at}签署`,
  reviewedBy: (label: string, name: string, at: string) => `${label}${name}，${at}通过`,
  withOpinion: (sentence: string, opinion: string) => `${sentence}，意见：“${opinion}”`,
  firstSeen: '您是第一次办理这一期',
  sameAsSeen: (at: string) => `与您${at}退回时的内容完全相同`,
  differsFromSeen: (at: string) => `您${at}退回以后，内容有改动`,
  corrections: (titles: string) => `审核中改动过${titles}，责任编辑已确认`,
  noComments: '没有未处理的批注',
  openComments: (count: number) => `还有${count}条批注没有处理`,
  copies: (count: number) => `共印${count}份`,
} as const;
