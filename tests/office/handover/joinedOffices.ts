import { join } from 'node:path';
import type { Office } from '#office/office.ts';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import {
  copyOf,
  fileDirectory,
  foundedDirectory,
  openOffice,
  passwordOf,
  publicationOf,
  signIn,
  value,
} from '../office/foundedOffice.ts';

export interface JoinedOffice {
  readonly office: Office;
  readonly directory: string;
  readonly own: MachineEntry;
}

const names = ['编辑机', '审核机', '签发机', '档案机'] as const;
type Four = readonly [JoinedOffice, JoinedOffice, JoinedOffice, JoinedOffice];
type Joined = Omit<JoinedOffice, 'office'>;

let joined: Promise<readonly Joined[]> | undefined;

/** Four data directories, each with a card that all the others have confirmed; made once a test file. */
async function join4(): Promise<readonly Joined[]> {
  const parent = fileDirectory();
  // One register: the machines of an office have the same people and the same publications.
  const { directory: founded } = await foundedDirectory();
  const first = openOffice(founded);
  await signIn(first, 'wenhe');
  await publicationOf(first);
  first.close();
  const made: (JoinedOffice & { readonly card: Uint8Array<ArrayBuffer> })[] = [];
  for (const name of names) {
    const directory = copyOf(founded, join(parent, name));
    const office = openOffice(directory);
    await signIn(office, 'wenhe');
    const { machine, file } = value(await office.client.makeMachineCard({ name }));
    made.push({ office, directory, own: machine, card: new Uint8Array(file.bytes) });
  }
  for (const { office, own } of made) {
    await signIn(office, 'qiaoyi');
    for (const other of made.filter((one) => one.own.card !== own.card)) {
      const { card, words } = value(await office.client.takeMachineCard({ bytes: other.card }));
      value(await office.client.confirmMachine({ card, words }));
    }
    office.close();
  }
  return made.map(({ directory, own }) => ({ directory, own }));
}

/** 编辑机, 审核机, 签发机 and 档案机, which trust each other; on the first so many the editor is signed in. */
export async function joinedOffices(signedIn: number): Promise<Four> {
  joined ??= join4();
  const offices: JoinedOffice[] = [];
  for (const [index, { directory, own }] of (await joined).entries()) {
    const copy = copyOf(directory);
    const office = openOffice(copy);
    if (index < signedIn) await signIn(office, 'wenhe');
    offices.push({ office, directory: copy, own });
  }
  return offices as unknown as Four;
}

/** Signed in as the editor: has an issue that was handed over passed and signed, and signs the editor in again. */
export async function releasedBy(office: Office, id: string): Promise<void> {
  const { client } = office;
  const hashOf = async () => value(await client.readIssue({ id })).contentHash;
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash: await hashOf() }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash: await hashOf() }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
  await signIn(office, 'wenhe');
}
