import { rmSync } from 'node:fs';
import type { accountCommands, Person } from '#shared/contract/accountCommands.ts';
import { readsManuscripts } from '#shared/contract/command.ts';
import { recoveryTries } from '#store/attemptsFile.ts';
import { appendAudit } from '#store/auditChain.ts';
import {
  admitPerson,
  changePassword,
  grantContentKey,
  keyringPeople,
  openWithRecoveryCode,
  recoveryKind,
  recoveryPublicKey,
  renewPerson,
} from '#store/keyring.ts';
import { closeDatabase } from '#store/openDatabase.ts';
import { readRecoverySecret } from '#store/recoveryCode.ts';
import { registerAudit, registerMigrations } from '#store/register/registerMigrations.ts';
import { afterCommit } from '../afterCommit.ts';
import { thinVersions } from '../articles/thinVersions.ts';
import { keepDuties } from '../handover/keepDuties.ts';
import { changeRegister, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { logFailure } from '../officeLog.ts';
import { guardPassword, guardRecovery, settleAttempts } from './attemptGuard.ts';
import { bindRoles, mendStatements, requireRenewable } from './boundRoles.ts';
import { foundOffice, officeIsFounded, requireSeparateRoles } from './foundOffice.ts';
import {
  handOverPromised,
  needsSuccessor,
  othersThan,
  promiseHandOver,
  requireHeldByOthers,
  requireReaderLeft,
  requireSuccessor,
} from './handOverWork.ts';
import { noteKeyring } from './keyringAge.ts';
import { namesakeOf } from './namesakes.ts';
import { closeSession, officeOf, openBase, openSession } from './openSession.ts';
import { notePassword } from './passwordQueries.ts';
import { requireStrongPassword } from './passwordRule.ts';
import {
  insertPerson,
  insertPersonKey,
  isKeyOf,
  markAsLeft,
  type PersonRow,
  replaceRoles,
  selectPeople,
  selectPerson,
} from './peopleQueries.ts';
import { confirmRecovery, reissueRecovery } from './recoveryPapers.ts';
import { signInNotices } from './signInNotices.ts';
import { recordedStandingOf, requireNamedTurnsHeld, signedUnderWay, standingWork } from './standingWork.ts';
import { withdrawKeys } from './withdrawKeys.ts';

/** People, their keys and their roles; who is signed in. */
export const accountHandlers: Handlers<keyof typeof accountCommands> = {
  officeStatus(context) {
    const { files } = context.environment;
    if (!officeIsFounded(files)) return { state: 'empty', signInNames: [], signedIn: null };
    const { session } = context;
    const person = session && selectPerson(session.register, session.personId);
    return {
      state: 'founded',
      signInNames: keyringPeople(files.keyring).map(({ id }) => id),
      recoveryKind: recoveryKind(files.keyring),
      signedIn: person ? withContentAccess(context, person) : null,
    };
  },

  foundOffice,

  async signIn(context, { personId, password }) {
    requireFounded(context);
    const { alerts, notices } = await openSession(context, personId, password);
    afterCommit(context, 'withdrawKeys', () => withdrawKeys(context));
    afterCommit(context, 'keepDuties', () => keepDuties(context));
    // What was found amiss is looked into first: until then nothing more goes from the bases.
    afterCommit(context, 'handOver', () => handOverPromised(context));
    if (alerts.length === 0) afterCommit(context, 'thinVersions', () => thinVersions(context));
    const { register, mustChangePassword } = sessionOf(context);
    return {
      person: personById(context, personId),
      office: officeOf(register),
      alerts: [...alerts],
      notices: [...notices, ...signInNotices(context)],
      mustChangePassword,
    };
  },

  signOut(context) {
    const { personId } = sessionOf(context);
    try {
      changeRegister(context, (_register, record) => record('signOut', personId));
    } catch (error) {
      // A disk without room refuses the record, but must not hold the person and the keys back.
      logFailure(context.environment, 'signOut', error);
    }
    closeSession(context);
    return {};
  },

  async changePassword(context, { password, next }) {
    const { personId } = sessionOf(context);
    requireStrongPassword(next, personId);
    if (next.normalize('NFKC') === password.normalize('NFKC')) {
      throw new OfficeError('weakPassword', '新口令和现在的口令一样，请换一个。');
    }
    await guardPassword(context, 'password', personId, () =>
      changePassword(context.environment.files.keyring, personId, password, next),
    );
    changeRegister(context, (register, record) => {
      record('changePassword', personId);
      notePassword(register, personId, { setAt: instantOf(context), mustChange: false });
      noteKeyring(register, context.environment.files.keyring);
    });
    sessionOf(context).mustChangePassword = false;
    return {};
  },

  async recoverPassword(context, { recoveryCode, personId, next }) {
    requireFounded(context);
    const { files } = context.environment;
    requireStrongPassword(next, personId);
    const open = () => openWithRecoveryCode(files.keyring, recoveryCode);
    // What no paper can say is a slip of the pen and no guess.
    const keys = await (readRecoverySecret(recoveryCode) === undefined
      ? open()
      : guardRecovery(context, personId, open));
    closeSession(context);
    const register = openBase(files.register, keys.registerKey, registerMigrations);
    try {
      const person = selectPerson(register, personId);
      if (!person || person.leftAt !== undefined) {
        throw new OfficeError('notFound', `没有“${personId}”这个登录名。`);
      }
      requireRenewable(register, personId, keys.publicKey);
      // The content key goes with the roles, also here: the code opens more than the person may.
      const { publicKey } = await renewPerson(files.keyring, keys, {
        id: personId,
        password: next,
        readsContent: readsManuscripts(person.roles),
      });
      const at = instantOf(context);
      const { publish } = register
        .transaction(() => {
          insertPersonKey(register, personId, publicKey, at);
          // The papers have no id: their key is the office's.
          const papers = { ...keys, personId: '' };
          const mended = mendStatements(register, papers, keys.publicKey, at);
          if (mended) {
            const entry = { at, person: personId, action: 'signRoles', subject: 'office', details: mended };
            appendAudit(register, registerAudit, entry);
          }
          bindRoles(register, papers, { kind: 'newKey', personId, newKey: publicKey }, at);
          notePassword(register, personId, { setAt: at, mustChange: true });
          noteKeyring(register, files.keyring);
          // The wait was for whoever guessed at the password that is gone.
          const settled = settleAttempts(context, register, [recoveryTries, personId]);
          const entry = { at, person: personId, action: 'recoverPassword', subject: personId, details: {} };
          appendAudit(register, registerAudit, entry);
          return settled;
        })
        .immediate();
      publish();
    } finally {
      closeDatabase(register);
    }
    return {};
  },

  reissueRecovery,

  confirmRecovery,

  listPeople(context) {
    return selectPeople(sessionOf(context).register).map((person) => withContentAccess(context, person));
  },

  async admitPerson(context, { id, name, roles, password }) {
    const { register, keys } = sessionOf(context);
    const { files } = context.environment;
    requireStrongPassword(password, id);
    const { staffing } = officeOf(register);
    requireSeparateRoles(name, roles, staffing);
    if (staffing === 'strict' && roles.includes('securityAdministrator')) {
      const text = '三员分设时，系统管理员不能指定安全保密管理员。请先选别的岗位，再由安全保密管理员为他调整岗位。';
      throw new OfficeError('illegalState', text);
    }
    if (selectPerson(register, id)) throw new OfficeError('nameTaken', `登录名“${id}”已经有人用过，请换一个。`);
    const working = selectPeople(register).filter(({ leftAt }) => leftAt === undefined);
    if (namesakeOf({ id, name }, working)) {
      const text = `已经有一位同事叫“${name}”。签名上只有姓名，请写成分得清的，例如“${name}（办公室）”。`;
      throw new OfficeError('nameTaken', text);
    }
    const entry = { id, password, readsContent: readsManuscripts(roles) && keys.contentKey !== undefined };
    // An entry without its row in the register is what an admission left that was cut off.
    const isLeftOver = keyringPeople(files.keyring).some((person) => person.id === id);
    const { publicKey } = await (isLeftOver ? renewPerson : admitPerson)(files.keyring, keys, entry);
    changeRegister(context, (database, record) => {
      const at = instantOf(context);
      insertPerson(database, { id, name, roles, publicKey, at });
      bindRoles(database, keys, { kind: 'admit', personId: id }, at);
      notePassword(database, id, { setAt: at, mustChange: true });
      noteKeyring(database, files.keyring);
      record('admitPerson', id, { roles });
    });
    context.environment.emit({ kind: 'changed', nouns: ['people'] });
    return personById(context, id);
  },

  grantContentAccess(context, { personId }) {
    const { keys, register } = sessionOf(context);
    const { keyring } = context.environment.files;
    const person = personById(context, personId);
    if (!readsManuscripts(person.roles)) {
      throw new OfficeError('illegalState', `${person.name}没有编审岗位，不能阅读稿件。请安全保密管理员先调整岗位。`);
    }
    const entry = keyringPeople(keyring).find(({ id }) => id === personId);
    if (!entry || !isKeyOf(register, personId, entry.publicKey)) {
      throw new OfficeError('forbidden', '钥匙与人员登记不符，没有开通。请系统管理员核对人员登记。');
    }
    grantContentKey(keyring, keys, personId);
    changeRegister(context, (database, record) => {
      record('grantContentAccess', personId);
      noteKeyring(database, keyring);
    });
    context.environment.emit({ kind: 'changed', nouns: ['people'] });
    return personById(context, personId);
  },

  setRoles(context, { personId, roles }) {
    const person = personById(context, personId);
    const { register } = sessionOf(context);
    requireSeparateRoles(person.name, roles, officeOf(register).staffing);
    requireNamedTurnsHeld(context, person, roles);
    const others = stayingWithout(context, personId);
    const securityAdministrators = [...others, { roles }].filter((one) => one.roles.includes('securityAdministrator'));
    if (securityAdministrators.length === 0) {
      throw new OfficeError('illegalState', '至少要有一名安全保密管理员，请先把这个岗位交给别人。');
    }
    if (!readsManuscripts(roles)) requireReaderLeft(person, others);
    changeRegister(context, (database, record) => {
      const { keys } = sessionOf(context);
      const at = instantOf(context);
      const recovery = recoveryPublicKey(context.environment.files.keyring);
      const mended = mendStatements(database, keys, recovery, at);
      if (mended) record('signRoles', 'office', mended);
      replaceRoles(database, personId, roles);
      bindRoles(database, keys, { kind: 'setRoles', personId }, at);
      record('setRoles', personId, { roles });
    });
    afterCommit(context, 'withdrawKeys', () => withdrawKeys(context));
    const session = sessionOf(context);
    if (session.personId === personId) session.roles = roles;
    context.environment.emit({ kind: 'changed', nouns: ['people'] });
    return personById(context, personId);
  },

  standingWork(context, { personId }) {
    const { content } = sessionOf(context);
    const person = personById(context, personId);
    const others = stayingWithout(context, personId);
    const successors = others.filter(({ roles, readsContent }) => readsContent && readsManuscripts(roles));
    const items = content && standingWork(context, content, person, others);
    const standing = content
      ? { turns: items ?? [], signed: signedUnderWay(context, content, personId) }
      : recordedStandingOf(sessionOf(context).register, personId);
    return {
      isSeen: content !== undefined,
      items: [...standing.turns],
      signed: [...standing.signed],
      needsSuccessor: needsSuccessor(person, items),
      successors: successors.map(({ id, name }) => ({ id, name })),
    };
  },

  dismissPerson(context, { personId, successorId }) {
    const { content, personId: own } = sessionOf(context);
    const person = personById(context, personId);
    if (personId === own) throw new OfficeError('illegalState', '不能为自己办理离任，请由另一名系统管理员办理。');
    const others = stayingWithout(context, personId);
    if (!others.some(({ roles }) => roles.includes('securityAdministrator'))) {
      throw new OfficeError('illegalState', `${person.name}是唯一的安全保密管理员，请先把这个岗位交给别人。`);
    }
    requireReaderLeft(person, others);
    if (!content) requireHeldByOthers(person, recordedStandingOf(sessionOf(context).register, personId).turns);
    const successor = requireSuccessor(
      person,
      others,
      successorId,
      content && standingWork(context, content, person, others),
    );
    changeRegister(context, (database, record) => {
      const at = instantOf(context);
      if (successor) promiseHandOver(database, { leaver: person, successorId: successor.id, at, by: own });
      markAsLeft(database, personId, at);
      bindRoles(database, sessionOf(context).keys, { kind: 'leave', personId }, at);
      record('dismissPerson', personId, successor ? { to: successor.id } : {});
    });
    afterCommit(context, 'withdrawKeys', () => withdrawKeys(context));
    afterCommit(context, 'handOver', () => handOverPromised(context));
    context.environment.emit({ kind: 'changed', nouns: ['people', 'articles', 'issues'] });
    return { isPromised: successor !== undefined && !content };
  },
};

function requireFounded(context: OfficeContext): void {
  const { files } = context.environment;
  if (officeIsFounded(files)) {
    // Left by a founding that ended between its last two steps; with it, a keyring lost later would not be missed.
    rmSync(files.founding, { force: true });
    return;
  }
  throw new OfficeError('illegalState', '这个数据目录中还没有编辑部，请先新建。');
}

function personById(context: OfficeContext, id: string): Person {
  const person = selectPerson(sessionOf(context).register, id);
  if (!person || person.leftAt !== undefined) throw new OfficeError('notFound', `没有“${id}”这个登录名。`);
  return withContentAccess(context, person);
}

/** Who stays when this person leaves, and who of them can open the manuscripts. */
function stayingWithout(context: OfficeContext, personId: string): readonly Person[] {
  return othersThan(sessionOf(context).register, personId).map((person) => withContentAccess(context, person));
}

function withContentAccess(context: OfficeContext, person: PersonRow): Person {
  const entry = keyringPeople(context.environment.files.keyring).find(({ id }) => id === person.id);
  return { ...person, readsContent: entry?.readsContent ?? false };
}
