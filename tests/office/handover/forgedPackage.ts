import { type PartSource, sealPackage } from '#formats/handover/sealPackage.ts';
import { issueRowsText } from '#office/handover/issueRows.ts';
import { writeVolumes } from '#office/handover/writeVolumes.ts';
import { type IssueLeg, legOf, signLeg, type TravellingLeg, travellingLeg } from '#shared/handover/issueLeg.ts';
import { issueRowsName } from '#shared/handover/issueRows.ts';
import { type MachineCard, readCard } from '#shared/handover/machineCard.ts';
import type { PackageKind } from '#shared/handover/packageManifest.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { openBases } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import type { JoinedOffice } from './joinedOffices.ts';

type Row = Record<string, Json>;

/** What is told of an issue in a package, to be changed. */
export interface ToldIssue {
  readonly tables: Record<string, Row[]>;
  readonly isCopy: boolean;
  readonly scans: readonly { readonly name: string }[];
  legs: TravellingLeg[];
}

/** As it would be told of an issue that no machine has had before. */
export async function toldOf({ directory }: JoinedOffice, issueId: string): Promise<ToldIssue> {
  const { content, close } = await openBases(directory, 'wenhe');
  const told = JSON.parse(issueRowsText(content, issueId, false)) as ToldIssue;
  close();
  return told;
}

/** A leg after those that are told, signed with the key of `by`, whoever it says had the issue. */
export async function forgedLeg(
  by: JoinedOffice,
  issueId: string,
  { legs }: ToldIssue,
  leg: { readonly kind: IssueLeg['kind']; readonly from: string; readonly to: string },
): Promise<TravellingLeg> {
  const { register, content, close } = await openBases(by.directory, 'wenhe');
  const card = register.prepare('SELECT text FROM machines WHERE card = ?').pluck().get(by.own.card) as string;
  const key = content.prepare('SELECT private_key FROM machine_keys WHERE card = ?').pluck().get(by.own.card);
  close();
  const before = legs.at(-1);
  const place = { issue: issueId, number: legs.length + 1, previous: before ? legOf(before).hash : '' };
  const at = new Date().toISOString();
  return travellingLeg(
    signLeg({ ...place, ...leg, at }, { publicKey: readCard(card).publicKey, privateKey: key as string }),
  );
}

/**
 * What somebody writes who has the key of a trusted machine, which everybody can read who reads manuscripts there: the legs that
 * are told and then the one to the receiver, signed with that key.
 */
export async function forgedPackage(
  from: JoinedOffice,
  to: JoinedOffice,
  issueId: string,
  told: ToldIssue,
  /** Whose frozen files go along. */
  frozenOf?: string,
): Promise<readonly string[]> {
  const leg = await forgedLeg(from, issueId, told, { kind: 'sent', from: from.own.card, to: to.own.card });
  const { content, close } = await openBases(from.directory, 'wenhe');
  const filesOf = (folder: string, query: string, ...given: readonly string[]) =>
    content
      .prepare(query)
      .all(...given)
      .map((row): PartSource => {
        const { name, bytes } = row as { readonly name: string; readonly bytes: Buffer };
        return { name: `${folder}/${name}`, open: () => [new Uint8Array(bytes)] };
      });
  const scans = told.scans.flatMap(({ name }) =>
    filesOf('scans', 'SELECT sm3 AS name, bytes FROM paper_scans WHERE sm3 = ?', name),
  );
  const frozen = filesOf('frozen', 'SELECT name, bytes FROM frozen_files WHERE issue_id = ?', frozenOf ?? '');
  close();
  const parts = [rowsPart({ ...told, legs: [...told.legs, leg] }), ...scans, ...frozen];
  return sealedBy(from, to, { kind: frozenOf === undefined ? 'submit' : 'signed', issueId, parts });
}

/** The rows of an issue as they lie in a package. */
export function rowsPart(told: ToldIssue): PartSource {
  const text = new TextEncoder().encode(`${canonicalJson(told as unknown as Json)}\n`);
  return { name: issueRowsName, open: () => [text] };
}

/** A package of these parts, sealed with the keys of a machine and put on no record of it. */
export async function sealedBy(
  from: JoinedOffice,
  to: JoinedOffice,
  {
    kind,
    issueId,
    parts,
    sequence = 1,
    previous = null,
  }: {
    readonly kind: PackageKind;
    readonly issueId: string;
    readonly parts: readonly PartSource[];
    readonly sequence?: number;
    readonly previous?: string | null;
  },
): Promise<readonly string[]> {
  const { register, content, close } = await openBases(from.directory, 'wenhe');
  const cardOf = (hash: string) => {
    const text = register.prepare('SELECT text FROM machines WHERE card = ?').pluck().get(hash) as string;
    return readCard(text) as MachineCard;
  };
  const key = content.prepare('SELECT private_key FROM machine_keys WHERE card = ?').pluck().get(from.own.card);
  const at = new Date().toISOString();
  const sealed = await sealPackage({
    kind,
    issue: issueId,
    sender: cardOf(from.own.card),
    privateKey: key as string,
    person: '闻禾',
    at,
    date: at.slice(0, 10),
    receivers: [{ card: cardOf(to.own.card), sequence, previous }],
    seen: [],
    parts,
  });
  close();
  const folder = temporaryFolder();
  const volumes = await writeVolumes(sealed, { volumeBytes: 1 << 30, folderOf: () => folder, record: () => {} });
  return volumes.map(({ path }) => path);
}
