import { distinctNames } from '#shared/handover/distinctNames.ts';
import type { StatementFault } from './joinedFault.ts';

/** Half a sentence about a statement of any chain. */
export const antedated = '写的时间比它接着的那一次还早';

/** Why a change that makes one register of two is not to be used, as half a Chinese sentence; people by their names in `people` or as the statements call them. */
export function joinedFaultText(
  fault: StatementFault,
  people: readonly { readonly id: string; readonly name: string }[],
): string {
  const signed = 'person' in fault ? [fault.person, ...('other' in fault ? [fault.other] : [])] : [];
  const nameOf = distinctNames([
    ...people,
    ...signed.flatMap(({ id, name }) => (name === undefined ? [] : { id, name })),
  ]);
  switch (fault.kind) {
    case 'endUnproved':
      return '其中一台机器上的改动没有一起送来，或者核对不上';
    case 'tooEarly':
      return '它的次序排在两台机器的改动前面';
    case 'refusesKeys':
      return '它还把有人的签名作废了，合成一份登记时不能这样做';
    case 'recoveryUnknown':
      return '写的恢复码在两台机器上都没有用过';
    case 'antedated':
      return antedated;
    case 'signature':
      return '签名对不上，签名以后被改动过';
    case 'notDecider':
      return `由${nameOf(fault.person.id)}定下，应当由在两台机器上都是安全保密管理员的人定`;
    case 'keyOfOther':
      return `写的是由${nameOf(fault.person.id)}定下，签名却不是本人的`;
    case 'personMissing':
      return `漏了${nameOf(fault.person.id)}`;
    case 'personTwice':
      return `把${nameOf(fault.person.id)}写了两次`;
    case 'personUnknown':
      return `多了${nameOf(fault.person.id)}，两台机器上都没有增加过这个人`;
    case 'nameDiffers':
      return fault.written === undefined
        ? `没有写${nameOf(fault.person.id)}的姓名`
        : `把${nameOf(fault.person.id)}的姓名写成了“${fault.written}”`;
    case 'keysDiffer':
      return `${nameOf(fault.person.id)}用来签名的钥匙多了或者少了，与两台机器上登记的不一样`;
    case 'keyInUse':
      return `${nameOf(fault.person.id)}现在的口令与两台机器上用的都不一样`;
    case 'rolesAfterLeaving':
      return `${nameOf(fault.person.id)}已经离任，又给了岗位`;
    case 'rolesUnknown':
      return `${nameOf(fault.person.id)}的岗位与两台机器上的都不一样`;
    case 'rolesConflict':
      return `${nameOf(fault.person.id)}的几个岗位不能由一个人兼任`;
    case 'namesakes':
      return `${nameOf(fault.person.id)}和${nameOf(fault.other.id)}同名，分不清是谁的签名`;
    default:
      return fault satisfies never;
  }
}
