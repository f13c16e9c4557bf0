import { verifyDelegation } from '#shared/issue/delegationStatement.ts';
import { type IssueDocument, type SignOffEntry, signOffStepNames } from '#shared/issue/issueDocument.ts';
import { paperNote, paperText, sortStatements } from '#shared/issue/paperSignOff.ts';
import { flowHash, type SignedFlow } from '#shared/issue/signedFlow.ts';
import { signedName } from '#shared/issue/signedName.ts';
import type { SignedStatement } from '#shared/issue/signOffStatement.ts';

/** What had to be signed before there were flows. */
const earlierFlow: SignedFlow = (['responsibleEditor', 'reviewer', 'signer'] as const).map((step) => ({
  step,
  label: signOffStepNames[step],
  needed: 1,
}));

type Place = Pick<SignedStatement, 'step' | 'station'>;

/** A signature as far as it says who signed which station. */
type Signed = Place & Pick<SignOffEntry, 'person' | 'paper' | 'onBehalfOf'>;

const nameOfSigned = ({ person, onBehalfOf }: SignedStatement) =>
  signedName({ person, onBehalfOf: onBehalfOf?.principal });

/**
 * What an issued export lacks although each of its signatures holds: a station of its flow that has too few signatures or
 * too many, signatures given in another flow, two by one person, and signatures that disagree with the names the issue
 * prints. A signature on paper counts as that of the person on the paper, where two others answer for it with different
 * keys. Before 签发 only the stations before it are signed: so many `stationsSigned`. Chinese, a sentence each.
 */
export function signOffFaults(
  statements: readonly SignedStatement[],
  document: IssueDocument | undefined,
  flow: SignedFlow | undefined,
  stationsSigned?: number,
): string[] {
  const { own, papers, single } = sortStatements(statements);
  const signed: readonly Signed[] = [
    ...own.map(({ step, person, station, onBehalfOf }) => ({
      step,
      person,
      station,
      onBehalfOf: onBehalfOf?.principal,
    })),
    ...papers.map((pair) => {
      const { step, station, paper, person } = pair.recorder;
      return { step, person: paper?.signer ?? person, station, paper: paperNote(pair) };
    }),
  ];
  const stations = flow ?? earlierFlow;
  const stationOf = ({ step, station }: Place) => station ?? stations.findIndex((one) => one.step === step);
  const nameOf = (signature: Place) => stations[stationOf(signature)]?.label ?? signOffStepNames[signature.step];
  const faults: string[] = [];
  for (const [index, { step, label, needed }] of stations.slice(0, stationsSigned).entries()) {
    const given = signed.filter((one) => stationOf(one) === index && one.step === step).length;
    if (given === 0) faults.push(`缺少有效的${label}签名`);
    else if (given < needed) faults.push(`${label}签名只有${given}个，应有${needed}个`);
    else if (given > needed) faults.push(`${label}签名有${given}个，只应有${needed}个`);
  }
  const expected = flow && flowHash(flow);
  for (const signature of statements) {
    if (signature.flow !== expected) faults.push(`${signature.person}签名时的审签流程与清单中的不同`);
    else if (stations[stationOf(signature)]?.step !== signature.step) {
      faults.push(`${signature.person}签的${signOffStepNames[signature.step]}不在审签流程中`);
    }
  }
  for (const { person, paper } of single) {
    faults.push(`${paper?.signer}的纸质签批只有${person}一个人的签名，应由代录人和核对人各签一个`);
  }
  for (const { recorder, confirmer } of papers) {
    if (recorder.publicKey !== confirmer.publicKey) continue;
    faults.push(`${recorder.paper?.signer}的纸质签批由${recorder.person}一个人代录又核对，应由两个人办理`);
  }
  for (const [index, signature] of own.entries()) {
    const { person, publicKey } = signature;
    // Two people may share a name, never a key.
    const same = own.slice(index + 1).find((other) => other.publicKey === publicKey);
    if (!same || (stationOf(same) === stationOf(signature) && same.step !== 'countersigner')) continue;
    const steps = `${nameOf(signature)}和${nameOf(same)}`;
    if (same.person === person) faults.push(`${steps}是同一个人（${person}），应由不同的人签名`);
    else faults.push(`${steps}（${person}、${same.person}）用的是同一把钥匙，应由不同的人签名`);
  }
  faults.push(...delegationFaults(own));
  if (!document) return faults;
  return [...faults, ...disagreements(signed, document, nameOf), ...labelFaults(document, flow)];
}

/** 签发 writes the name of every signature into the document, so each has its entry there and no entry is without one. */
function disagreements(
  signatures: readonly Signed[],
  { signOff }: IssueDocument,
  nameOf: (signature: Place) => string,
): string[] {
  const key = (signature: Signed) => {
    const { paper } = signature;
    const note = paper ? `（${paper.signedOn}${paperText(paper)}，扫描件${paper.scan.slice(0, 16)}）` : '';
    return `${nameOf(signature)}${signedName(signature)}${note}`;
  };
  const signed = new Set(signatures.map(key));
  const printed = new Set(signOff.map(key));
  return [
    ...[...signed].filter((name) => !printed.has(name)).map((name) => `${name}签了名，刊物上却没有这个署名`),
    ...[...printed].filter((name) => !signed.has(name)).map((name) => `刊物上署有${name}，却没有这个人的签名`),
  ];
}

/** The words before the names are those of the flow that was signed. */
function labelFaults({ signOff }: IssueDocument, flow: SignedFlow | undefined): string[] {
  if (!flow) return [];
  return signOff
    .filter(({ station, label }) => station === undefined || flow[station]?.label !== label)
    .map(({ label, person }) => `刊物上的“${label}：${person}”不是审签流程中的一道`);
}

/** What a signature in another's place lacks: leave by that one for this person, at that time, and two people who sign nowhere else. */
function delegationFaults(signatures: readonly SignedStatement[]): string[] {
  const faults: string[] = [];
  for (const signature of signatures) {
    const { person, publicKey, onBehalfOf: leave, step } = signature;
    if (!leave) continue;
    const name = nameOfSigned(signature);
    const at = Date.parse(signature.at);
    if (!verifyDelegation(leave)) faults.push(`${name}：委托的签名不成立`);
    if (leave.delegate !== person) faults.push(`${name}：受委托的是${leave.delegate}，不是${person}`);
    if (at < Date.parse(leave.begins) || at >= Date.parse(leave.ends)) faults.push(`${name}：签名时不在委托的期限内`);
    if (step === 'responsibleEditor') faults.push(`${name}：责任编辑一道不能委托`);
    if (step === 'signer' && !leave.includesRelease) faults.push(`${name}：委托不包括签发`);
    if (leave.publicKey === publicKey) faults.push(`${name}：委托人和受委托人用的是同一把钥匙`);
    const others = signatures.filter((one) => one !== signature);
    const other = others.find(
      (one) => one.publicKey === leave.publicKey || one.onBehalfOf?.publicKey === leave.publicKey,
    );
    if (other) faults.push(`${name}：${leave.principal}的手续另由${nameOfSigned(other)}签过一道，应由不同的人签名`);
    if (others.some((one) => one.onBehalfOf?.publicKey === publicKey)) {
      faults.push(`${name}：${person}另有人受托签过一道，应由不同的人签名`);
    }
  }
  return faults;
}
