/** 办理离任. */
export const leaving = {
  title: (name: string) => `为${name}办理离任`,
  text: '离任后不能再登录，登录名不再给别人使用。已经签署的内容仍然有效，记录都保留。这一步不能撤销。',
  verb: '办理离任',
  unseen:
    '您不能阅读稿件，所以这里看不到未办完的事。选好接手的同事，下一位能阅读稿件的同事登录时自动移交，并记入审计。',
  nothing: (name: string) => `${name}手上没有未办完的事。`,
  standing: (name: string, count: number) => `${name}手上未办完的事（${count}件）`,
  kinds: { article: '稿件', issue: '刊期', ticket: '输出票' },
  since: (at: string) => `${at}起`,
  turn: (station: string, at: string) => `${at}起等${station}`,
  signed: (name: string, count: number) => `${name}在办理中的刊期上的签署（${count}处），离任后仍然有效`,
  signedAt: (label: string, at: string) => `${label}，${at}签署`,
  successor: '由谁接手',
  successorHint: '正在写的文字原样留作一版再移交。接手的人登录时会得到提示。',
  choose: '请选择接手的同事',
  done: (name: string) => `${name}已离任，手上的事已经移交。`,
  promised: (name: string) => `${name}已离任。手上的事在下一位能阅读稿件的同事登录时移交。`,
} as const;
