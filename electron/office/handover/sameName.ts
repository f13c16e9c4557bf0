import { OfficeError } from '../officeError.ts';

/** What is refused where two people at work would have one name in a register, with the way out. */
export function sameName(one: string, other: string, name: string): OfficeError {
  const text = `登录名“${one}”和“${other}”的姓名都是“${name}”，放在一份登记里分不清，没有采用。签名上只有姓名：请其中一位在自己的机器上先办离任，再以分得清的姓名重新加入，例如“${name}（办公室）”，然后再办。`;
  return new OfficeError('conflict', text);
}
