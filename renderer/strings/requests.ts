/** 请求取回 and 催办. */
export const requests = {
  request: '请求取回',
  requestHint: '下一位已经打开，不能直接取回。可以请他退回，写明原因，由他决定。',
  requestTitle: '请求取回这一期',
  requestText: (waitsFor: string) =>
    `现在等${waitsFor}。同意后这一期退回到您这一道，这一道的签署全部作废，改好后重新办理。`,
  reason: '取回的原因（必填）',
  requested: '取回请求已提出，等现在办理的人答复。',
  asked: (name: string, at: string, reason: string) => `${name}${at}请求取回：${reason}`,
  askedByYou: (at: string, reason: string) => `您${at}请求取回，还没有答复。原因：${reason}`,
  withdraw: '撤回请求',
  withdrawn: '取回请求已撤回。',
  grant: '同意取回',
  grantTitle: (name: string) => `同意${name}取回`,
  grantText: (label: string, reason: string) =>
    `这一期退回到${label}，那一道和以后的签署作废。流程上写明您和提出人的名字。原因：${reason}`,
  granted: '已同意取回，这一期已退回。',
  decline: '不同意',
  declineTitle: (name: string) => `不同意${name}取回`,
  declineReason: '不同意的原因（必填）',
  declineText: '这一期留在您这里，请求人看得到这个原因。',
  declined: '已答复不同意取回。',
  wasDeclined: (name: string, at: string, reason: string) => `${name}${at}没有同意取回：${reason}`,
  wasGranted: (name: string, at: string) => `${name}${at}同意了您的取回请求。`,
  wasMoot: '这一期已经办到下一步，您的取回请求自行失效。',

  remind: '催办',
  remindHint: (days: string) => `这一期在这一步已停留${days}，可以催办。同一期4小时内只催一次。`,
  remindAgain: (at: string) => `您已经催办过，${at}以后可以再催。`,
  reminded: '已催办，等办的人在“审签”里看得到。',
  wasReminded: (name: string, at: string, count: number) =>
    count > 1 ? `${name}${at}催办（第${count}次）` : `${name}${at}催办`,
  stayed: (days: string) => `已停留${days}`,
  /** How long something has been somewhere, in the two largest measures. */
  duration: (minutes: number) => {
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    if (days > 0) return hours > 0 ? `${days}天${hours}小时` : `${days}天`;
    if (hours > 0) return `${hours}小时`;
    return minutes < 1 ? '不到1分钟' : `${Math.floor(minutes)}分钟`;
  },
} as const;
