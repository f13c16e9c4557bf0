import { sm2, sm3 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { buildExport, type ExportFile } from '#formats/export/buildExport.ts';
import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { ExportManifest } from '#shared/issue/exportManifest.ts';
import { emptyIssueDocument, type IssueDocument, signOffStepNames } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import { type SignedStatement, signStatement } from '#shared/issue/signOffStatement.ts';

const people = { responsibleEditor: '周亦宁', reviewer: '何清越', signer: '陈明远' } as const;
const document: IssueDocument = {
  ...emptyIssueDocument({ name: '云溪工作信息', organ: '云溪县办公室' }),
  number: { series: 'regular', year: 2026, serial: 2 },
  date: '2026-03-02',
  signOff: (['responsibleEditor', 'reviewer', 'signer'] as const).map((step) => ({
    step,
    label: signOffStepNames[step],
    person: people[step],
  })),
};
const frozen: ExportFile = { name: 'issue.txt', bytes: new TextEncoder().encode('云溪工作信息\n第2期\n') };

function sign(
  step: keyof typeof people,
  person: string = people[step],
  keys = sm2.generateKeyPairHex(),
): SignedStatement {
  const { files } = ExportManifest.parse(
    JSON.parse(new TextDecoder().decode(signedBy([], 'draft').find(({ name }) => name === 'manifest.json')?.bytes)),
  );
  const hash = step === 'signer' ? issueHash(document, files) : contentHash(document);
  const statement = { step, person, publicKey: keys.publicKey, at: '2026-03-02T09:00:00+08:00', hash };
  return signStatement(statement, keys.privateKey);
}

function signedBy(
  signatures: readonly SignedStatement[],
  kind: ExportManifest['kind'] = 'issued',
  of: IssueDocument = document,
): readonly ExportFile[] {
  return buildExport({ kind, document: of, files: [frozen], signatures });
}

function faultsOf(signatures: readonly SignedStatement[], kind?: ExportManifest['kind']): readonly string[] {
  return verifyExport(signedBy(signatures, kind)).faults.map(({ message }) => message);
}

function altered(files: readonly ExportFile[], name: string, change: (bytes: Uint8Array) => Uint8Array) {
  return files.map((file) => (file.name === name ? { name, bytes: change(file.bytes) } : file));
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('an issued export', () => {
  const editor = sign('responsibleEditor');
  const reviewer = sign('reviewer');
  const signer = sign('signer');
  const files = signedBy([editor, reviewer, signer]);

  test('proves itself and says who signed', () => {
    const verdict = verifyExport(files);
    expect(verdict.faults).toEqual([]);
    expect(verdict.signatures.map(({ person }) => person)).toEqual(['周亦宁', '何清越', '陈明远']);
    expect(verdict.hashes).toEqual({ contentHash: reviewer.hash, issueHash: signer.hash });
  });

  test('shows any one changed byte and names the file', () => {
    for (const { name, bytes } of files) {
      for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 60))) {
        const { faults } = verifyExport(altered(files, name, (whole) => flipped(whole, at)));
        expect(
          faults.map(({ file }) => file),
          `${name} byte ${at}`,
        ).toContain(name);
      }
    }
  });

  test('shows a file cut short, a missing one and an added one', () => {
    const names = (list: readonly ExportFile[]) => verifyExport(list).faults.map(({ file }) => file);
    for (const { name } of files) {
      expect(names(altered(files, name, (bytes) => bytes.subarray(0, -1)))).toContain(name);
      expect(names(files.filter((file) => file.name !== name))).toContain(name);
    }
    expect(names([...files, { name: 'extra.txt', bytes: new Uint8Array() }])).toEqual(['extra.txt']);
  });

  test('does not hold when another document is put under the same signatures', () => {
    const { signatures } = verifyExport(files);
    const other = { ...document, publication: { name: '云溪工作信息', organ: '别的办公室' } };
    expect(verifyExport(signedBy(signatures, 'issued', other)).faults.map(({ message }) => message)).toContain(
      '陈明远的签名与内容不符',
    );
  });

  test('does not hold when a step is missing, stands twice or is signed over something else, whatever its hashes say', () => {
    expect(faultsOf([])).toEqual(
      expect.arrayContaining(['责任编辑', '审核', '签发'].map((step) => `缺少有效的${step}签名`)),
    );
    expect(faultsOf([signer])).toContain('缺少有效的审核签名');
    expect(faultsOf([editor, reviewer, signer, sign('reviewer')])).toEqual(['审核签名有2个，只应有1个']);
    const elsewhere = sign('reviewer');
    expect(faultsOf([editor, { ...elsewhere, opinion: '同意' }, signer])).toEqual(
      expect.arrayContaining(['何清越的签名与内容不符', '缺少有效的审核签名']),
    );
  });

  test('does not hold when one person, or one key, stands for two steps', () => {
    const keys = sm2.generateKeyPairHex();
    const both = [sign('responsibleEditor', people.responsibleEditor, keys), sign('reviewer', people.reviewer, keys)];
    expect(faultsOf([...both, signer])).toEqual(['责任编辑和审核（周亦宁、何清越）用的是同一把钥匙，应由不同的人签名']);
    const twice = (step: 'reviewer' | 'signer', held = keys) => sign(step, people.reviewer, held);
    const onePerson = '审核和签发是同一个人（何清越），应由不同的人签名';
    expect(faultsOf([editor, twice('reviewer'), twice('signer')])).toContain(onePerson);
    // Two people of one name have each a key of their own.
    const namesake = twice('signer', sm2.generateKeyPairHex());
    expect(faultsOf([editor, twice('reviewer'), namesake])).not.toContain(onePerson);
  });

  test('does not hold when the names signed are not the names printed', () => {
    expect(faultsOf([editor, sign('reviewer', '温如故'), signer])).toEqual([
      '审核温如故签了名，刊物上却没有这个署名',
      '刊物上署有审核何清越，却没有这个人的签名',
    ]);
  });
});

test('a draft is checked by hash alone, and carries no signature', () => {
  expect(verifyExport(signedBy([], 'draft'))).toMatchObject({ kind: 'draft', faults: [], signatures: [] });
  expect(faultsOf([sign('signer')], 'draft')).toEqual(['清单标明是草稿，却带有签名']);
});

test('a fingerprint is sixteen digits of the SM3 of the key, in fours', () => {
  const publicKey = `04${'0123456789abcdef'.repeat(8)}`;
  expect(keyFingerprint(publicKey).replaceAll(' ', '')).toBe(
    sm3(new Uint8Array(Buffer.from(publicKey, 'hex'))).slice(0, 16),
  );
  expect(keyFingerprint(publicKey)).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
});
