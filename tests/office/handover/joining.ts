import { readFileSync } from 'node:fs';
import type { Office } from '#office/office.ts';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import {
  foundedDirectory,
  openOffice,
  passwordOf,
  publicationOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';

/** That of every request of these tests. */
export const joiningPassword = '老骥伏枥志在千里';

/** An office that others join, with its card and a publication; the security administrator and system administrator may be one of `staff`. */
export async function firstMachine(): Promise<{
  readonly office: Office;
  readonly directory: string;
  readonly recoveryCode: string;
  readonly card: string;
}> {
  const { directory, recoveryCode } = await foundedDirectory();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  await publicationOf(office);
  value(
    await office.client.saveUnit({
      name: '澜溪县青山镇',
      signature: '青山镇',
      aliases: ['青山'],
      parentCommittee: '县委',
    }),
  );
  const { machine } = value(await office.client.makeMachineCard({ name: '编辑机' }));
  return { office, directory, recoveryCode, card: machine.card };
}

/** A machine without an office that asks to be let in. */
export async function asking(name = '审核机') {
  const directory = temporaryDirectory();
  const office = openOffice(directory);
  const request = value(await office.client.requestJoin({ name, office: '澜溪县办公室', password: joiningPassword }));
  return { office, directory, request };
}

type Asking = Awaited<ReturnType<typeof asking>>;

/** On the first machine: the card is taken, confirmed by its words and let in. */
export async function letIn(office: Office, { request }: Pick<Asking, 'request'>): Promise<string> {
  await signIn(office, 'qiaoyi');
  const { card } = value(await office.client.takeMachineCard({ bytes: request.file.bytes }));
  value(await office.client.confirmMachine({ card, words: request.words }));
  value(await office.client.approveJoin({ card }));
  return card;
}

type Written = CommandOutput<'writeJoinPackage'>;

/** The register on a medium of its own. */
export async function writeJoin(
  office: Office,
  card: string,
  more: Partial<CommandInput<'writeJoinPackage'>> = {},
): Promise<Written> {
  await signIn(office, 'wenhe');
  return value(
    await office.client.writeJoinPackage({ card, folder: temporaryDirectory(), medium: '入网盘01', ...more }),
  );
}

/** What somebody types on the machine that joins. */
export async function joining(
  sender: Office,
  { files, senderCard }: Written,
  more: Partial<CommandInput<'joinOffice'>> = {},
): Promise<CommandInput<'joinOffice'>> {
  const [own] = value(await sender.client.listMachines({}));
  return {
    files: files.map(({ path }) => path),
    senderCard: new Uint8Array(readFileSync(senderCard.path)),
    words: own?.words ?? [],
    medium: '入网盘01',
    password: joiningPassword,
    personId: 'qiaoyi',
    personPassword: passwordOf('qiaoyi'),
    ...more,
  };
}

/** A machine that has joined; nobody is signed in on it. */
export async function joinedTo(first: Office, name = '审核机', more: Partial<CommandInput<'writeJoinPackage'>> = {}) {
  const second = await asking(name);
  const card = await letIn(first, second);
  const written = await writeJoin(first, card, more);
  const joined = value(await second.office.client.joinOffice(await joining(first, written)));
  return { ...second, card, written, joined };
}

/** Brings the register from one machine to another; the hash of the package that was taken there. */
export async function carryRegister(from: Office, to: Office, card: string): Promise<string> {
  const { files } = await writeJoin(from, card);
  await signIn(to, 'wenhe');
  const { entry } = value(await to.client.takePackage({ files: files.map(({ path }) => path), medium: '入网盘01' }));
  return entry.hash ?? '';
}

/** Brings it and has it taken over. */
export async function bringRegister(from: Office, to: Office, card: string) {
  return to.client.takeRegister({ hash: await carryRegister(from, to, card) });
}
