import { expect, test } from 'vitest';
import { sealPackage } from '#formats/handover/sealPackage.ts';
import { issueRowsText } from '#office/handover/issueRows.ts';
import { writeVolumes } from '#office/handover/writeVolumes.ts';
import { signLeg } from '#shared/handover/issueLeg.ts';
import { MachineCard } from '#shared/handover/machineCard.ts';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { part } from '../office/handover/machines.ts';
import { copyOf, draftIssue, openOffice, passwordOf, signIn, value } from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { temporaryFolder } from '../office/store/temporaryFolder.ts';
import { killedTelling } from './killedTelling.ts';
import { seededRandom } from './seededRandom.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 4);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);
/** A package is taken in less than this, most often. */
const longestMs = 1500;

const killed = (directory: string, file: string, afterMs: number) =>
  killedTelling(['tests/faults/takingDriver.ts', directory, 'wenhe', passwordOf('wenhe'), file], afterMs);

test(`killed ${runs} times while taking a package (seed ${seed}): it is there whole or not at all, and can be taken then`, async () => {
  const [editor, reviewer] = await joinedOffices(1);
  const { issue } = await draftIssue(editor.office);
  const issueId = issue.summary.id;
  editor.office.close();
  const { content, register, close } = await openBases(editor.directory, 'wenhe');
  const cardOf = (hash: string) =>
    MachineCard.parse(
      JSON.parse(String(register.prepare('SELECT text FROM machines WHERE card = ?').pluck().get(hash))),
    );
  const privateKey = String(content.prepare('SELECT private_key FROM machine_keys').pluck().get());
  const bytes = 12_000_000;
  const sender = cardOf(editor.own.card);
  const at = new Date().toISOString();
  const leg = signLeg(
    { issue: issueId, number: 1, kind: 'sent', previous: '', from: editor.own.card, to: reviewer.own.card, at },
    { publicKey: sender.publicKey, privateKey },
  );
  const sealed = await sealPackage({
    kind: 'submit',
    issue: issueId,
    sender,
    privateKey,
    person: '闻禾',
    at,
    date: '2026-03-02',
    receivers: [{ card: cardOf(reviewer.own.card), sequence: 1, previous: null }],
    seen: [],
    parts: [
      part('a.bin', new Uint8Array(bytes).fill(1)),
      part('rows.json', issueRowsText(content, issueId, false, [leg])),
    ],
  });
  close();
  const folder = temporaryFolder();
  const [volume] = await writeVolumes(sealed, { volumeBytes: 1 << 30, folderOf: () => folder });
  const file = volume?.path ?? '';
  reviewer.office.close();
  const random = seededRandom(seed);
  const tally = { taken: 0, not: 0, unfinished: 0 };
  for (let run = 0; run < runs; run += 1) {
    const directory = copyOf(reviewer.directory);
    const kinds = await killed(directory, file, random() * longestMs);
    const office = openOffice(directory);
    await signIn(office, 'wenhe');
    const entries = value(await office.client.listPackages({}));
    const isTaken = entries.length === 1;
    expect(entries.length).toBeLessThan(2);
    if (kinds.includes('taken')) expect(isTaken).toBe(true);
    tally[isTaken ? 'taken' : 'not'] += 1;
    const bases = await openBases(directory, 'wenhe');
    const pieces = bases.content.prepare('SELECT count(*) FROM package_parts').pluck().get() as number;
    if (!isTaken && pieces > 0) tally.unfinished += 1;
    bases.close();
    if (!isTaken) value(await office.client.takePackage({ files: [file], medium: '介质0001' }));
    let length = 0;
    for (let piece = 0, pieces = 1; piece < pieces; piece += 1) {
      const read = value(await office.client.readPackagePart({ hash: sealed.hash, name: 'a.bin', piece }));
      expect(read.bytes.every((byte) => byte === 1)).toBe(true);
      length += read.bytes.length;
      pieces = read.pieces;
    }
    expect(length).toBe(bytes);
    expect(value(await office.client.readIssue({ id: issueId })).contentHash).toBe(issue.contentHash);
    office.close();
  }
  console.info(`packages after ${runs} kills of a taking:`, JSON.stringify(tally));
});
