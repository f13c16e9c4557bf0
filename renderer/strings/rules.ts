/** Who changes who has to agree to what in a publication. */
export const rules = {
  title: '等着确认的规则改动',
  hint: (role: string) => `审签流程、输出审批、标识登记、纸质签批由${role}确认以后才改变；其他设置保存后就生效。`,
  effect: '改动只用于以后送审的刊期，已经送审的照原来的办；输出审批从确认时起用于以后的打印和导出。',
  proposed: (name: string, at: string) => `${name}于${at}提出。`,
  waits: (role: string) => `等${role}确认。`,
  change: (rule: string, from: string, to: string) => `${rule}：由“${from}”改为“${to}”`,
  accept: '同意改动',
  refuse: '不同意',
  withdraw: '撤回改动',
  acceptTitle: (name: string) => `同意改动《${name}》的规则`,
  acceptText: '只用于以后送审的刊期，已经送审的照原来的办；输出审批从现在起用于以后的打印和导出。',
  refuseTitle: (name: string) => `不同意改动《${name}》的规则`,
  refuseText: '规则照旧，原因写入审计记录。',
  refuseReason: '不同意的原因（必填）',
  accepted: (name: string) => `《${name}》的规则已改动。`,
  refused: (name: string) => `《${name}》的规则照旧。`,
  withdrawn: '改动已撤回。',
  savedProposed: (name: string, role: string) =>
    `已保存刊物“${name}”。审签流程、输出审批、标识登记、纸质签批的改动已提出，等${role}确认。`,
} as const;
