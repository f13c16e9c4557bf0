/** Why a card, a revocation or a package is not taken. Each has its own sentence, and nothing is changed by any of them. */
export const handoverReasons = [
  'notACard',
  'cardMalformed',
  'cardSignatureWrong',
  'notARevocation',
  'revocationSignatureWrong',
  'notAPackage',
  'newerFormat',
  'headMalformed',
  'tooLarge',
  'truncated',
  'trailing',
  'damaged',
  'volumesMixed',
  'volumeTwice',
  'volumeMissing',
  'foreignReceiver',
  'envelopeDamaged',
  'manifestMalformed',
  'spliced',
  'ownPackage',
  'strangeSender',
  'unconfirmedSender',
  'signatureWrong',
  'revokedSender',
  'notNamedReceiver',
  'replayed',
  'older',
  'gap',
  'chainBroken',
  'partDamaged',
  'contentIncomplete',
  'receiptUnknown',
  'cancelled',
  'cancelUnknown',
  'issueOlder',
  'articleDestroyed',
  'bothSigned',
  'articleElsewhere',
  'publicationUnknown',
  'flowUnknown',
  'paperUnknown',
  'personUnknown',
  'fromBefore',
  'recordsUnproved',
  'recordsNewer',
  'numberTaken',
  'neverHad',
  'strangeLeg',
  'unconfirmedLeg',
  'signedHere',
] as const;
export type HandoverReason = (typeof handoverReasons)[number];

/** What a sentence may name; only what was proved before the refusal, but for what the legible head says. */
export interface RefusalDetails {
  readonly file?: string;
  /** What does not hold in what was proved; a Chinese clause. */
  readonly fault?: string;
  /** Volumes that are missing, packages that did not arrive. */
  readonly numbers?: readonly number[];
  readonly volumes?: number;
  readonly receivers?: readonly string[];
  readonly sender?: string;
  readonly sequence?: number;
  /** The sender's card and the package, by their hashes, once its signature was proved. */
  readonly card?: string;
  readonly package?: string;
}

const sentences: Readonly<Record<HandoverReason, (details: RefusalDetails) => string>> = {
  notACard: () => '这个文件不是机器名片。请对方在“系统—机器”中重新存出名片。',
  cardMalformed: () => '名片的内容不完整或不合格式，没有收下。请对方重新存出名片。',
  cardSignatureWrong: () => '名片上的签名不符，内容被改动过，没有收下。请对方重新存出名片。',
  notARevocation: () => '这个文件不是名片的作废声明。',
  revocationSignatureWrong: () => '作废声明上的签名不符，没有采用。请与对方当面核实。',
  notAPackage: ({ file }) => `${named(file)}不是交接包。`,
  newerFormat: ({ file }) => `${named(file)}由较新的程序写成，没有打开。请先升级本机的程序。`,
  headMalformed: ({ file }) => `${named(file)}的开头不合格式，没有打开。请对方重新写一份。`,
  tooLarge: ({ file }) => `${named(file)}超出交接包允许的大小，没有打开。请对方分几次送来。`,
  truncated: ({ file }) => `${named(file)}不完整，末尾少了一段，没有打开。可能没有写完就取出了介质，请对方重新写一份。`,
  trailing: ({ file }) => `${named(file)}的末尾多出了内容，没有打开。请对方重新写一份。`,
  damaged: ({ file }) => `${named(file)}已损坏，没有打开。请换一个介质，由对方重新写一份。`,
  volumesMixed: ({ file }) => `${named(file)}与其他各卷不是同一个交接包，没有打开。请核对介质。`,
  volumeTwice: ({ numbers }) => `第${listed(numbers)}卷有两份而且不同，没有打开。请只留下对方写的那一份。`,
  volumeMissing: ({ numbers, volumes }) =>
    `交接包共${volumes}卷，还缺第${listed(numbers)}卷，没有打开。请插入其余的介质。`,
  foreignReceiver: ({ receivers }) => `这个交接包是给${(receivers ?? []).join('、')}的，本机打不开，没有改动它。`,
  envelopeDamaged: () => '交接包的密封不完整，内容被改动过，没有打开。请对方重新写一份。',
  manifestMalformed: () => '交接包的清单不合格式，没有打开。请核对双方程序的版本，由对方重新写一份。',
  spliced: () => '交接包的外皮与里面的清单不一致，是由不同的包拼成的，没有收下。请向对方核实。',
  ownPackage: () => '这是本机自己写出的交接包，不用收。',
  strangeSender: () => '交接包由不认识的机器签名，没有收下。如果是新机器，请先收它的名片并核对。',
  unconfirmedSender: ({ sender }) => `“${sender}”的名片还没有核对，没有收下。请安全保密管理员先与对方核对八个词。`,
  signatureWrong: ({ sender }) => `交接包自称来自“${sender}”，签名却不符，没有收下。请与对方当面核实。`,
  revokedSender: ({ sender }) => `“${sender}”的名片已经作废，它写的交接包不再收。请与对方核实。`,
  notNamedReceiver: ({ sender }) => `“${sender}”的这个交接包没有写明给本机，是别人转封的，没有收下。`,
  replayed: () => '这个交接包已经收过，没有再收。',
  older: ({ sender, sequence }) => `“${sender}”早先已送来第${sequence}包，这一包与那一包不同而且更旧，没有收下。`,
  gap: ({ sender, numbers }) => `“${sender}”送来的第${listed(numbers)}包还没有到，请先收那一包。`,
  chainBroken: ({ sender }) =>
    `这一包接不上“${sender}”上一次送来的包，没有收下。对方可能用旧备份恢复过，或者有两台机器在用同一张名片，请核实。`,
  partDamaged: ({ file }) => `交接包中的“${file}”与清单不符，没有收下。请对方重新写一份。`,
  receiptUnknown: () => '这张回执对应的交接包不在本机的登记簿里，没有收下。请与对方核实。',
  cancelled: ({ sender }) => `“${sender}”已经取回这个交接包，没有收下。`,
  cancelUnknown: () => '要取回的交接包不是由对方写出的，没有照办。请与对方核实。',
  articleDestroyed: () => '其中有稿件所在的一期，在本机已按规定销毁，没有收下。请对方另写一份，不带这些稿件。',
  issueOlder: () => '这一期在本机的内容比交接包里的新，没有收下，本机的内容没有变化。',
  bothSigned: () => '这一期在两台机器上都签发过，不能合到一起，没有收下。请两边的签发人核对，作废其中一份。',
  articleElsewhere: ({ file }) => `“${file}”在本机编在另一期里，没有收下。请先从那一期中撤出。`,
  publicationUnknown: () => '交接包里的刊物在本机没有，没有收下。请先用入网包更新本机的登记。',
  flowUnknown: () =>
    '交接包里这一期的审签流程，在本机的登记里没有人定过，没有收下。如果是在对方机器上定的，请先用入网包更新本机的登记，再收这个交接包。',
  paperUnknown: () =>
    '交接包里这一期有纸质签批，在本机的登记里没有人给这份刊物开通过，没有收下。如果是在对方机器上开通的，请先用入网包更新本机的登记，再收这个交接包。',
  personUnknown: ({ fault }) =>
    `本机的登记里没有${fault ?? '办理的人'}，没有收下，包里的内容没有丢失。多半是对方机器上新进了人、新给了岗位或者换了钥匙：请先用入网包更新本机的登记，再收这个交接包；更新以后仍收不下的，请与对方当面核实。`,
  fromBefore: ({ fault }) =>
    `这一期的${fault ?? '办理记录'}是升级以前办理的，没有签名，本机也没有同样的记录，没有收下。请对方在那台机器上继续办理；已经交出的，请对方取回。`,
  recordsUnproved: ({ fault }) =>
    `${fault ?? '办理记录前后不符'}，交接包里的办理记录没有通过核对，没有收下。请与对方当面核实。`,
  recordsNewer: () => '交接包由较新的程序写成，没有收下。请先升级本机的程序。',
  numberTaken: () => '交接包里这一期的期号在本机已给了另一期，没有收下。请两边的签发人核对。',
  neverHad: ({ sender }) => `按各台机器交接的记录，这一期不在“${sender}”，没有收下它送来的内容。请与对方当面核实。`,
  strangeLeg: () =>
    '这一期经过一台本机不认识的机器，没有收下。请先收那台机器的名片并核对，再收这一包；包里的内容没有丢失。',
  unconfirmedLeg: ({ sender }) =>
    `这一期经过“${sender}”，它的名片还没有核对，没有收下。请安全保密管理员先与对方核对八个词，再收这一包。`,
  signedHere: () => '这一期在本机已有人签署，送来的是另一份，没有收下。请先在本机退回责任编辑，再收这一包。',
  contentIncomplete: () => '交接包的内容与清单不符，没有收下。请对方重新写一份。',
};

function named(file: string | undefined): string {
  return file === undefined ? '这个文件' : `“${file}”`;
}

function listed(numbers: readonly number[] = []): string {
  return numbers.length > 8 ? `${numbers.slice(0, 8).join('、')}等` : numbers.join('、');
}

/** Something from a medium is not taken. `message` is Chinese and may be shown as it is. */
export class HandoverRefusal extends Error {
  override readonly name = 'HandoverRefusal';
  readonly reason: HandoverReason;
  readonly details: RefusalDetails;

  constructor(reason: HandoverReason, details: RefusalDetails = {}, options?: ErrorOptions) {
    super(sentences[reason](details), options);
    this.reason = reason;
    this.details = details;
  }
}
