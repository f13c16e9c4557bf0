import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import { readMediumText } from '#formats/handover/readMediumText.ts';
import { readVolume, requireAllVolumes } from '#formats/handover/volume.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { cardHash, type MachineCard, readCard } from '#shared/handover/machineCard.ts';
import { digestWords } from '#shared/issue/digestWords.ts';
import type { Term } from '#shared/proofreading/term.ts';
import { appendAudit } from '#store/auditChain.ts';
import { copyFile } from '#store/backupFiles.ts';
import { createCarriedKeyring, openCarried } from '#store/carriedKeyring.ts';
import { contentAudit, contentMigrations } from '#store/content/contentMigrations.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { type JoiningKeys, openJoinRequest, readJoinRequest, removeJoinRequest } from '#store/joinRequestFile.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { createRestoreFolder, placeRestored, removeRestoreFolder } from '#store/restoreFiles.ts';
import { wrongPassword } from '#store/storeError.ts';
import { guardJoining, settleAttempts } from '../accounts/attemptGuard.ts';
import { clearFounding } from '../accounts/clearFounding.ts';
import { stampOf } from '../backup/stamp.ts';
import { openPackage } from '../lazyFormats.ts';
import { instantOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { upsertTerm } from '../terms/termQueries.ts';
import { type BoundOffice, foundRegister, requireWhole } from './foundRegister.ts';
import { mediumError, requireDataRoom } from './handoverMedium.ts';
import { requireNoOffice } from './joinRequests.ts';
import { insertMachineKeys } from './machineKeys.ts';
import { insertPackage, insertPlace } from './packageQueries.ts';
import { plainRefusal } from './plainRefusal.ts';
import { readJoinParts } from './readJoinParts.ts';
import type { RegisterPart } from './registerPart.ts';
import { skipMissing } from './skipMissing.ts';
import { tellRefusal } from './tellRefusal.ts';

/**
 * Founds this data directory from a package of a machine of the office: the package is opened and proved first, the bases are
 * made in a folder beside, and only then moved into place in steps that the next start finishes where they are cut off. The
 * bases get keys of their own, sealed to the public keys of the people, so that everybody opens them with the own password.
 */
export async function joinOffice(
  context: OfficeContext,
  input: CheckedInput<'joinOffice'>,
): Promise<CommandOutput<'joinOffice'>> {
  requireNoOffice(context);
  const { directory, files } = context.environment;
  const text = readJoinRequest(files.joining);
  if (text === undefined) {
    throw new OfficeError('illegalState', '本机还没有入网申请。请先做申请，由已有的机器照它写入网包。');
  }
  const own = readCard(text);
  const sender = tellRefusal(() => readCard(readMediumText(input.senderCard)));
  requireWords(sender, input.words);
  const keys = await askedFor('request', () =>
    guardJoining(context, own.name, () => openJoinRequest(files.joining, input.password)),
  );
  const [atFile = ''] = input.files;
  try {
    const { opened, volumes, bytes } = await openedFor(context, input.files, { own, sender, keys });
    const { register: part, terms } = await readJoinParts(opened);
    const bound = requireWhole(part, sender.name);
    const personId = await requireAdministrator(context, part, bound, input);
    requireDataRoom(directory, 4 * bytes);
    const folder = createRestoreFolder(directory);
    try {
      await makeBases({ ...context, environment: { ...context.environment, files: dataFiles(folder) } }, folder, {
        part,
        bound,
        terms,
        own,
        sender,
        keys,
        opened,
        volumes,
        bytes,
        personId,
        medium: input.medium,
        attempts: files.attempts,
      });
      // The tries are in the new register by now; an office that begins has nothing to be put aside.
      clearFounding(files);
      rmSync(files.founding, { force: true });
      placeRestored(directory, stampOf(context));
    } finally {
      removeRestoreFolder(directory);
    }
    removeJoinRequest(files.joining);
    return {
      office: part.office.name,
      machine: own.name,
      sender: sender.name,
      people: part.people.filter(({ leftAt }) => leftAt === null).length,
      units: part.units.length,
      publications: part.publications.length,
      terms: terms.length,
      package: opened.hash,
      daysApart: opened.daysApart,
    };
  } catch (error) {
    throw mediumError(atFile, plainRefusal(error, {}));
  }
}

const askedWords = { request: '打开入网申请时：', person: '安全保密管理员登录时：' } as const;

/** Says which of the two passwords was refused; `details.asked` is for the window, which has a field for each. */
async function askedFor<Value>(asked: keyof typeof askedWords, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    if (error.code !== 'wrongPassword' && error.code !== 'tooManyTries') throw error;
    throw new OfficeError(error.code, `${askedWords[asked]}${error.message}`, { ...error.details, asked });
  }
}

/** Throws conflict where the words that were heard are not those of the card. */
function requireWords(card: MachineCard, words: readonly string[]): void {
  if (digestWords(cardHash(card)).join(' ') === words.join(' ')) return;
  throw new OfficeError(
    'conflict',
    `八个词与“${card.name}”的名片不一致。请对方对着自己的屏幕再念一遍；仍不一致，这个入网包不能用。`,
  );
}

/** Why the packages before the one that was joined by are not waited for. */
const joinedByLater = '用后写的入网包加入';

interface Joining {
  readonly own: MachineCard;
  readonly sender: MachineCard;
  readonly keys: JoiningKeys;
}

/** Throws HandoverRefusal, the system's error, and illegalState for a package of another kind. */
async function openedFor(
  context: OfficeContext,
  paths: readonly string[],
  { own, sender, keys }: Joining,
): Promise<{ readonly opened: OpenedPackage; readonly volumes: number; readonly bytes: number }> {
  const read = [];
  for (const path of paths) read.push(await readVolume(path));
  const all = requireAllVolumes(read);
  const senderHash = cardHash(sender);
  const opened = await openPackage(all, {
    own: [{ card: cardHash(own), identity: keys.identity }],
    // The words that were compared are what a confirmation is.
    cardOf: (hash) => (hash === senderHash ? { card: sender, state: 'confirmed' } : undefined),
    isTaken: () => false,
    lastOf: () => undefined,
    // What was written to this machine before it had an office, and lost, brings nothing that is not in this one.
    isGapGivenUp: () => true,
    now: context.environment.now(),
  });
  if (opened.manifest.kind !== 'join') {
    throw new OfficeError('illegalState', '这不是入网包。请已有的机器照本机的申请写一个入网包。');
  }
  return { opened, volumes: all.length, bytes: all.reduce((sum, { head }) => sum + head.bytes, 0) };
}

/** Somebody who has the role by the signed statements, and the own password. Throws wrongPassword, tooManyTries, forbidden. */
async function requireAdministrator(
  context: OfficeContext,
  part: RegisterPart,
  { bound }: BoundOffice,
  { personId, personPassword }: Pick<CheckedInput<'joinOffice'>, 'personId' | 'personPassword'>,
): Promise<string> {
  const entry = part.keyring.people.find(({ id }) => id === personId);
  await askedFor('person', () =>
    guardJoining(context, personId, async () => {
      const key = entry && (await openCarried(entry, personPassword));
      if (key === undefined) throw wrongPassword();
    }),
  );
  if (bound.people.get(personId)?.roles.includes('securityAdministrator') !== true) {
    throw new OfficeError('forbidden', '入网要有安全保密管理员在场，由他输入口令、核对八个词。');
  }
  if (part.passwords.some(({ person, mustChange }) => person === personId && mustChange)) {
    throw new OfficeError(
      'passwordChangeNeeded',
      '这个口令由别人设定，不能作数。请先在已有的机器上登录，改成自己的口令，再重写入网包。',
    );
  }
  return personId;
}

interface NewBases extends Joining {
  readonly part: RegisterPart;
  readonly bound: BoundOffice;
  readonly terms: readonly Term[];
  readonly opened: OpenedPackage;
  readonly volumes: number;
  readonly bytes: number;
  readonly personId: string;
  readonly medium: string;
  readonly attempts: string;
}

/** The whole data directory of the machine, in a folder that means nothing yet. */
async function makeBases(context: OfficeContext, folder: string, given: NewBases): Promise<void> {
  const { files } = context.environment;
  const { part, bound, terms, own, sender, keys, opened, personId, medium } = given;
  if (existsSync(given.attempts)) await copyFile(given.attempts, join(folder, basename(given.attempts)));
  const baseKeys = createCarriedKeyring(files.keyring, part.keyring);
  const at = instantOf(context);
  const register = openDatabase(files.register, baseKeys.registerKey, { create: true });
  try {
    migrate(register, registerMigrations);
    const { publish } = register
      .transaction(() => {
        const taking = { package: opened.hash, sender: cardHash(sender), personId, at };
        foundRegister(register, { part, bound, own, sender, medium }, taking);
        return settleAttempts(context, register);
      })
      .immediate();
    publish();
  } finally {
    closeDatabase(register);
  }
  const content = openDatabase(files.content, baseKeys.contentKey, { create: true });
  try {
    migrate(content, contentMigrations);
    content
      .transaction(() => {
        const ownHash = cardHash(own);
        const machine = cardHash(sender);
        const { hash, place } = opened;
        insertMachineKeys(content, ownHash, keys, own.at);
        insertPackage(content, {
          direction: 'taken',
          hash,
          kind: 'join',
          sender: machine,
          volumes: given.volumes,
          bytes: given.bytes,
          at,
          person: personId,
          medium,
        });
        const chain = { direction: 'taken', own: ownHash, machine, issueId: null } as const;
        skipMissing(content, chain, place.sequence, { reason: joinedByLater, at, person: personId });
        insertPlace(content, chain, { hash, sequence: place.sequence, previous: place.previous });
        for (const term of terms) upsertTerm(content, term, personId, at);
        const details = { package: hash, what: 'join', machines: [machine], medium, bytes: given.bytes };
        appendAudit(content, contentAudit, {
          at,
          person: personId,
          action: 'takePackage',
          subject: 'packages',
          details,
        });
      })
      .immediate();
  } finally {
    closeDatabase(content);
    baseKeys.registerKey.fill(0);
    baseKeys.contentKey.fill(0);
  }
}
