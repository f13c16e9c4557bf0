import { namesakes } from '../accounts/namesakes.ts';
import { OfficeError } from '../officeError.ts';

/** Throws conflict, with the way out, where two people at work would have one name in a register. */
export function requireDistinctNames(working: readonly { readonly id: string; readonly name: string }[]): void {
  const same = namesakes(working);
  if (!same) return;
  const { one, other } = same;
  const text = `登录名“${one.id}”和“${other.id}”的姓名都是“${one.name}”，放在一份登记里分不清，没有采用。签名上只有姓名：请其中一位在自己的机器上先办离任，再以分得清的姓名重新加入，例如“${one.name}（办公室）”，然后再办。`;
  throw new OfficeError('conflict', text);
}
