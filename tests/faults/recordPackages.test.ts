import { sm2, sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { describeRecord } from '#formats/eep/describeRecord.ts';
import { recordFiles } from '#formats/eep/recordFiles.ts';
import { verifyEep } from '#formats/eep/verifyEep.ts';
import { writeEep } from '#formats/eep/writeEep.ts';
import { buildExport } from '#formats/export/buildExport.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { emptyIssueDocument, type IssueDocument, signOffStepNames } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import { signStatement } from '#shared/issue/signOffStatement.ts';
import { releaseSlipName } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { RecordSettings, recordNumber } from '#shared/records/recordSettings.ts';
import { signRecord } from '#shared/records/recordStatement.ts';
import { foundedOffice, signIn, value } from '../office/office/foundedOffice.ts';
import { recordSettings } from '../office/records/recordOffice.ts';

/** One number decides everything a run invents but the keys. */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const words = [...'山水云溪镇村驿站户外劳动者工会县市调度便民服务春耕防汛·<>&"“”\n'];
const steps = ['responsibleEditor', 'reviewer', 'signer'] as const;
const people = steps.map((step, index) => ({
  step,
  person: ['闻禾', '乔一', '沈钧'][index] ?? '',
  keys: sm2.generateKeyPairHex(),
}));
const archivist = sm2.generateKeyPairHex();
const settings = RecordSettings.parse(recordSettings);

/** An issue of its own with every odd character a title may have, signed, frozen and put into the archive. */
function inventedPackage(serial: number): Uint8Array<ArrayBuffer> {
  const next = chance(serial);
  const text = (length: number) => Array.from({ length }, () => words[next(words.length - 1)]).join('');
  const at = '2024-06-03T08:00:00.000Z';
  const document: IssueDocument = {
    ...emptyIssueDocument({ name: '澜溪信息', organ: text(6) }),
    number: { series: 'regular', year: 2024, serial },
    date: '2024-06-03',
    articles: Array.from({ length: 1 + next(4) }, (_, index) => ({
      id: `article${index}`,
      title: [text(12)],
      source: null,
      body: [{ role: 'paragraph' as const, inlines: [{ text: text(200) }] }],
    })),
    reportTo: [text(5)],
    signOff: people.map(({ step, person }) => ({ step, label: signOffStepNames[step], person, at })),
  };
  const bytes = (length: number) => Uint8Array.from({ length }, () => next(256));
  const files = ['issue.pdf', 'issue.ofd', releaseSlipName].map((name) => ({ name, bytes: bytes(200 + next(4000)) }));
  const hashes = files.map((file) => ({ name: file.name, bytes: file.bytes.length, sm3: sm3(file.bytes) }));
  const whole = issueHash(document, hashes);
  const frozen = buildExport({
    kind: 'issued',
    document,
    files,
    signatures: people.map(({ step, person, keys }) =>
      signStatement(
        { step, person, publicKey: keys.publicKey, at, hash: step === 'signer' ? whole : contentHash(document) },
        keys.privateKey,
      ),
    ),
  });
  const place = { fonds: '0123', category: 'WS', year: 2024, retention: 'permanent' as const, division: 'BGS', serial };
  const number = recordNumber(settings, place);
  const description = describeRecord({
    recordNumber: number,
    place,
    settings,
    document,
    pages: 1 + next(20),
    files: recordFiles(frozen),
    steps: [{ action: '归档', person: '党安', at, opinion: text(20), station: '第5步' }],
    archivist: '党安',
    at,
    issueHash: whole,
  });
  const { publicKey, privateKey } = archivist;
  const statement = signRecord(
    { recordNumber: number, person: '党安', publicKey, at, hash: sm3(description) },
    privateKey,
  );
  return writeEep(description, statement, frozen);
}

test('packages of many issues give an empty office the same archive, and each tells of any changed byte', async () => {
  const runs = Number(process.env.NEIKAN_RUNS ?? 5);
  const { office } = await foundedOffice({ staffing: 'strict' });
  await signIn(office, 'dangan');
  const { client } = office;
  const next = chance(20240603);
  for (let serial = 1; serial <= runs; serial += 1) {
    const bytes = inventedPackage(serial);
    expect(verifyEep(bytes).faults, `package ${serial}`).toEqual([]);
    for (let flip = 0; flip < 4; flip += 1) {
      const place = next(bytes.length);
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ (1 << next(8));
      expect(verifyEep(changed).faults.length, `package ${serial}, byte ${place}`).toBeGreaterThan(0);
      const refused = await client.importRecord({ bytes: changed });
      expect(refused.ok, `package ${serial}, byte ${place}`).toBe(false);
    }
    const { recordNumber: number, outcome } = value(await client.importRecord({ bytes }));
    expect(outcome).toBe('taken');
    const { file } = value(await client.exportRecord({ recordNumber: number, medium: 'encrypted' }));
    expect(Buffer.compare(file.bytes, bytes), `package ${serial}`).toBe(0);
  }
  const { items } = value(await client.listRecords({}));
  expect(items.map(({ serial }) => serial)).toEqual(Array.from({ length: runs }, (_, index) => index + 1));
}, 600_000);
