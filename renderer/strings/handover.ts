/** 交接: what stands in the audit of machines and packages. */
export const handoverActions: Readonly<Record<string, string>> = {
  makeMachineKeys: '为名片生成钥匙',
  makeMachineCard: '做本机名片',
  withdrawMachineCard: '作废本机名片',
  takeMachineCard: '收下机器名片',
  confirmMachine: '核对机器名片',
  revokeMachine: '作废机器名片',
  takeRevocation: '收下名片的作废声明',
  writePackage: '写出交接包',
  takePackage: '收下交接包',
  refusePackage: '没有收交接包',
  readPackagePart: '查阅收到的文件',
};

export const handoverDetails: Readonly<Record<string, string>> = {
  package: '交接包',
  what: '种类',
  machines: '机器',
  medium: '介质',
  receiptOf: '哪一包的回执',
  why: '原因',
  by: '由哪张名片声明',
};

export const handoverWords: Readonly<Record<string, string>> = {
  submit: '送审',
  return: '退回',
  signed: '已签发',
  receipt: '回执',
  cancel: '取回',
  join: '入网',
  lost: '丢失',
  replaced: '更换',
  closed: '停用',
  mistaken: '弄错',
};
