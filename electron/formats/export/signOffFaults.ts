import { type IssueDocument, signOffStepNames } from '#shared/issue/issueDocument.ts';
import type { SignedStatement } from '#shared/issue/signOffStatement.ts';

/** The steps without which nothing is issued, each by a person of its own. */
const requiredSteps = ['responsibleEditor', 'reviewer', 'signer'] as const;

/**
 * What an issued export lacks although each of its signatures holds: a required step that is missing or stands twice, two
 * steps by one person, and signatures that disagree with the names the issue prints. Chinese, a sentence each.
 */
export function signOffFaults(signatures: readonly SignedStatement[], document: IssueDocument | undefined): string[] {
  const faults: string[] = [];
  const required: SignedStatement[] = [];
  for (const step of requiredSteps) {
    const [first, ...more] = signatures.filter((signature) => signature.step === step);
    if (!first) faults.push(`缺少有效的${signOffStepNames[step]}签名`);
    else if (more.length > 0) faults.push(`${signOffStepNames[step]}签名有${more.length + 1}个，只应有1个`);
    if (first) required.push(first);
  }
  for (const [index, { step, person, publicKey }] of required.entries()) {
    // Two people may share a name, never a key.
    const same = required.slice(index + 1).find((other) => other.publicKey === publicKey);
    if (!same) continue;
    const steps = `${signOffStepNames[step]}和${signOffStepNames[same.step]}`;
    if (same.person === person) faults.push(`${steps}是同一个人（${person}），应由不同的人签名`);
    else faults.push(`${steps}（${person}、${same.person}）用的是同一把钥匙，应由不同的人签名`);
  }
  return document ? [...faults, ...disagreements(signatures, document)] : faults;
}

/** 签发 writes the name of every signature into the document, so each has its entry there and no entry is without one. */
function disagreements(signatures: readonly SignedStatement[], { signOff }: IssueDocument): string[] {
  const key = ({ step, person }: Pick<SignedStatement, 'step' | 'person'>) => `${signOffStepNames[step]}${person}`;
  const signed = new Set(signatures.map(key));
  const printed = new Set(signOff.map(key));
  return [
    ...[...signed].filter((name) => !printed.has(name)).map((name) => `${name}签了名，刊物上却没有这个署名`),
    ...[...printed].filter((name) => !signed.has(name)).map((name) => `刊物上署有${name}，却没有这个人的签名`),
  ];
}
