import { type PartSource, sealPackage } from '#formats/handover/sealPackage.ts';
import { issueRowsText } from '#office/handover/issueRows.ts';
import { writeVolumes } from '#office/handover/writeVolumes.ts';
import { type MachineCard, readCard } from '#shared/handover/machineCard.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { openBases } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import type { JoinedOffice } from './joinedOffices.ts';

type Row = Record<string, Json>;

/** What is told of an issue in a package, to be changed. */
export interface ToldIssue {
  readonly tables: Record<string, Row[]>;
  legs: Json[];
}

/** As it would be told of an issue that no machine has had before. */
export async function toldOf({ directory }: JoinedOffice, issueId: string): Promise<ToldIssue> {
  const { content, close } = await openBases(directory, 'wenhe');
  const told = JSON.parse(issueRowsText(content, issueId, false)) as ToldIssue;
  close();
  return told;
}

/** What somebody writes who has the key of a trusted machine, which everybody can read who reads manuscripts there. */
export async function forgedPackage(
  from: JoinedOffice,
  to: JoinedOffice,
  issueId: string,
  told: ToldIssue,
  /** Whose frozen files go along. */
  frozenOf?: string,
): Promise<readonly string[]> {
  const { register, content, close } = await openBases(from.directory, 'wenhe');
  const cardOf = (hash: string) => {
    const text = register.prepare('SELECT text FROM machines WHERE card = ?').pluck().get(hash) as string;
    return readCard(text) as MachineCard;
  };
  const key = content.prepare('SELECT private_key FROM machine_keys WHERE card = ?').pluck().get(from.own.card);
  const at = new Date().toISOString();
  const rows: PartSource = {
    name: 'rows.json',
    open: () => [new TextEncoder().encode(`${canonicalJson(told as unknown as Json)}\n`)],
  };
  const frozen = content
    .prepare('SELECT name, bytes FROM frozen_files WHERE issue_id = ?')
    .all(frozenOf ?? '')
    .map((row): PartSource => {
      const { name, bytes } = row as { readonly name: string; readonly bytes: Buffer };
      return { name: `frozen/${name}`, open: () => [new Uint8Array(bytes)] };
    });
  const sealed = await sealPackage({
    kind: frozenOf === undefined ? 'submit' : 'signed',
    issue: issueId,
    sender: cardOf(from.own.card),
    privateKey: key as string,
    person: '闻禾',
    at,
    date: at.slice(0, 10),
    receivers: [{ card: cardOf(to.own.card), sequence: 1, previous: null }],
    seen: [],
    parts: [rows, ...frozen],
  });
  close();
  const folder = temporaryFolder();
  const volumes = await writeVolumes(sealed, { volumeBytes: 1 << 30, folderOf: () => folder, record: () => {} });
  return volumes.map(({ path }) => path);
}
