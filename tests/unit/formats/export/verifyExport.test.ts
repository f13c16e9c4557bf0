import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { buildExport, type ExportFile } from '#formats/export/buildExport.ts';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import { type SignedStatement, signStatement } from '#shared/issue/signOffStatement.ts';

const document: IssueDocument = {
  ...emptyIssueDocument({ name: '云溪工作信息', organ: '云溪县办公室' }),
  number: { series: 'regular', year: 2026, serial: 2 },
  date: '2026-03-02',
};
const frozen: ExportFile = { name: 'issue.txt', bytes: new TextEncoder().encode('云溪工作信息\n第2期\n') };

function sign(step: SignedStatement['step'], person: string, hash: string): SignedStatement {
  const keys = sm2.generateKeyPairHex();
  return signStatement(
    { step, person, publicKey: keys.publicKey, at: '2026-03-02T09:00:00+08:00', hash },
    keys.privateKey,
  );
}

function issued(): readonly ExportFile[] {
  const draft = buildExport({ kind: 'draft', document, files: [frozen], signatures: [] });
  const manifest = JSON.parse(new TextDecoder().decode(draft.at(-1)?.bytes)) as {
    files: { name: string; bytes: number; sm3: string }[];
  };
  const signatures = [
    sign('responsibleEditor', '周亦宁', contentHash(document)),
    sign('reviewer', '何清越', contentHash(document)),
    sign('signer', '陈明远', issueHash(document, manifest.files)),
  ];
  return buildExport({ kind: 'issued', document, files: [frozen], signatures });
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
  const files = issued();

  test('proves itself and says who signed', () => {
    const verdict = verifyExport(files);
    expect(verdict.faults).toEqual([]);
    expect(verdict.signatures.map(({ person }) => person)).toEqual(['周亦宁', '何清越', '陈明远']);
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
    const forged = buildExport({ kind: 'issued', document: other, files: [frozen], signatures });
    expect(verifyExport(forged).faults.map(({ message }) => message)).toContain('陈明远的签名与内容不符');
  });

  test('does not hold without the signature of the signer', () => {
    const forged = buildExport({ kind: 'issued', document, files: [frozen], signatures: [] });
    expect(verifyExport(forged).faults).toEqual([{ file: 'manifest.json', message: '缺少有效的签发签名' }]);
  });
});

test('a draft is checked by hash alone', () => {
  const files = buildExport({ kind: 'draft', document, files: [frozen], signatures: [] });
  expect(verifyExport(files)).toEqual({ faults: [], signatures: [] });
});
