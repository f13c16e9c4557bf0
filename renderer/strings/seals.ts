/** 系统—审计—封存. */
export const seals = {
  title: '封存',
  text: '把两条记录链的末端签名，存成一个文件带出这台电脑。以后用它核对，末尾少了记录、换了旧的数据文件或钥匙文件都查得出来。',
  verb: '封存…',
  compare: '用封存文件核对…',
  saveTitle: (number: number) => `保存第${number}次封存`,
  notKept: (number: number) => `第${number}次封存还没有存到介质上，请点“再存一份”。`,
  due: '该封存了。请插上移动介质，点“封存”。',
  none: '还没有封存过。',
  last: (number: number, at: string, person: string, register: number, content: number) =>
    `上次是第${number}次，${at}，${person}；登记和人员封到第${register}条，稿件和刊期封到第${content}条。`,
  again: '再存一份…',
  signedBy: (name: string, fingerprint: string) => `这份封存由${name}签名，钥匙指纹${fingerprint}。`,
  same: (number: number, at: string) => `与第${number}次封存（${at}）相符：封存的记录一条不少，没有改动。`,
} as const;
