import { sm2 } from 'sm-crypto-v2';
import { readMediumText } from '#formats/handover/readMediumText.ts';
import type { machineCommands, machineOversightCommands } from '#shared/contract/machineCommands.ts';
import {
  readRevocation,
  requireRevocationBy,
  revocationText,
  signRevocation,
} from '#shared/handover/cardRevocation.ts';
import { cardHash, readCard, signCard } from '#shared/handover/machineCard.ts';
import { digestWords } from '#shared/issue/digestWords.ts';
import { makeReceivingKey } from '../lazyFormats.ts';
import { changeContent, changeRegister, contentOf, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { roomIn } from './handoverMedium.ts';
import { cardFile, revocationFile } from './machineFiles.ts';
import { insertMachineKeys, requireOwnKeys } from './machineKeys.ts';
import {
  insertMachine,
  isNameTaken,
  machineEntry,
  markConfirmed,
  markRevoked,
  officeOnCards,
  requireMachine,
  requireOwnMachine,
  revokingKey,
  selectMachine,
  selectMachines,
  selectOwnMachine,
  selectRevocation,
} from './machineQueries.ts';
import { mediumSerial } from './mediumSerial.ts';
import { keepHere } from './numberingDecisions.ts';
import { selectNumbering } from './numberingQueries.ts';
import { tellRefusal } from './tellRefusal.ts';

type Commands = typeof machineCommands & typeof machineOversightCommands;

/** 机器名片: which machines this one writes to and takes from. */
export const machineHandlers: Handlers<keyof Commands> = {
  async makeMachineCard(context, { name }) {
    const { register, personId } = sessionOf(context);
    contentOf(context);
    const own = selectOwnMachine(register);
    if (own) throw new OfficeError('illegalState', `本机已有名片“${own.card.name}”。要换新的，请先作废旧的。`);
    if (isNameTaken(register, name)) throw new OfficeError('nameTaken', `已有一台机器叫“${name}”，请换一个名称。`);
    const { identity, recipient } = await makeReceivingKey();
    const key = sm2.generateKeyPairHex();
    const at = instantOf(context);
    const office = officeOnCards(register);
    const card = signCard({ name, office, at, publicKey: key.publicKey, recipient }, key);
    // Keys without their card are what a making left that was cut off; nobody knows that card.
    changeContent(context, (content, record) => {
      insertMachineKeys(content, cardHash(card), { privateKey: key.privateKey, identity }, at);
      record('makeMachineKeys', cardHash(card));
    });
    const hash = changeRegister(context, (database, record) => {
      const made = insertMachine(database, card, { isOwn: true, at, person: personId });
      record('makeMachineCard', made);
      // Where others know this machine as the one that grants numbers, they are told that the new card is its own.
      const said = selectNumbering(database).filter(({ publicationId }) => keepHere(context, database, publicationId));
      if (said.length > 0) record('keepNumberingHere', made);
      return made;
    });
    return { machine: machineEntry(register, requireMachine(register, hash)), file: cardFile(card) };
  },

  withdrawMachineCard(context, { reason }) {
    const { register, personId } = sessionOf(context);
    const { hash, card, key } = requireOwnKeys(context);
    const at = instantOf(context);
    const text = revocationText(signRevocation({ card: hash, by: hash, reason, at }, key));
    changeRegister(context, (database, record) => {
      markRevoked(database, hash, { at, person: personId, reason, revocation: text });
      record('withdrawMachineCard', hash, { why: reason });
    });
    return { machine: machineEntry(register, requireMachine(register, hash)), file: revocationFile(card, text) };
  },

  readMachineCard(context) {
    return cardFile(requireOwnMachine(sessionOf(context).register).card);
  },

  readCardRevocation(context, { card: hash }) {
    const { register } = sessionOf(context);
    const { card } = requireMachine(register, hash);
    const text = selectRevocation(register, hash);
    if (text === undefined) throw new OfficeError('notFound', '这张名片没有作废声明：它没有作废，或者只在本机作废。');
    return revocationFile(card, text);
  },

  readMedium(_context, { folder }) {
    const serial = mediumSerial(folder);
    const room = roomIn(folder);
    return { ...(serial === undefined ? {} : { serial }), ...(room === undefined ? {} : { room }) };
  },

  listMachines(context) {
    const { register } = sessionOf(context);
    return selectMachines(register).map((machine) => machineEntry(register, machine));
  },

  takeMachineCard(context, { bytes }) {
    const { register, personId } = sessionOf(context);
    const text = readMediumText(bytes);
    const card = tellRefusal(() => readCard(text));
    const hash = cardHash(card);
    // The same card once more changes nothing; one that was revoked stays so.
    if (!selectMachine(register, hash)) {
      changeRegister(context, (database, record) => {
        insertMachine(database, card, { isOwn: false, at: instantOf(context), person: personId });
        record('takeMachineCard', hash);
      });
    }
    return machineEntry(register, requireMachine(register, hash));
  },

  confirmMachine(context, { card, words, despite }) {
    const { register, personId } = sessionOf(context);
    const machine = requireMachine(register, card);
    if (machine.state === 'revoked') throw new OfficeError('illegalState', '这张名片已经作废，不能再核对。');
    if (machine.state === 'confirmed') throw new OfficeError('illegalState', '这张名片已经核对过。');
    const { name } = machine.card;
    const { toldVoid } = machineEntry(register, machine);
    if (toldVoid?.isDeclared) {
      throw new OfficeError(
        'illegalState',
        `“${toldVoid.name}”已经签名声明“${name}”的这张名片作废，不能核对。那台机器还要用的，请它作废旧名片、另做一张。`,
      );
    }
    if (toldVoid && toldVoid.card !== despite) {
      throw new OfficeError(
        'illegalState',
        `“${toldVoid.name}”的登记说“${name}”的这张名片已经作废，但没有签名的声明。请先向那台机器的管理员问清；名片没有问题的，写明仍要核对，再核对一次。`,
      );
    }
    if (digestWords(card).join(' ') !== words.join(' ')) {
      throw new OfficeError(
        'conflict',
        `八个词与“${name}”的名片不一致。请对方对着自己的屏幕再念一遍；仍不一致，这张名片不能用。`,
      );
    }
    if (isNameTaken(register, name)) {
      throw new OfficeError('nameTaken', `已有一台核对过的机器叫“${name}”。请先作废那一张，或者让对方换一个名称。`);
    }
    changeRegister(context, (database, record) => {
      markConfirmed(database, card, instantOf(context), personId, machine.voidToldBy);
      record('confirmMachine', card, toldVoid ? { toldVoidBy: toldVoid.card } : {});
    });
    return machineEntry(register, requireMachine(register, card));
  },

  revokeMachine(context, { card, reason }) {
    const { register, personId } = sessionOf(context);
    const { state } = requireMachine(register, card);
    if (state === 'revoked') throw new OfficeError('illegalState', '这张名片已经作废。');
    changeRegister(context, (database, record) => {
      markRevoked(database, card, { at: instantOf(context), person: personId, reason });
      record('revokeMachine', card, { why: reason });
    });
    return machineEntry(register, requireMachine(register, card));
  },

  takeRevocation(context, { bytes }) {
    const { register, personId } = sessionOf(context);
    const text = readMediumText(bytes);
    const revocation = tellRefusal(() => readRevocation(text));
    const { card, by, reason } = revocation;
    const machine = requireMachine(register, card);
    const key = revokingKey(register, revocation);
    tellRefusal(() => requireRevocationBy(revocation, key));
    if (machine.state !== 'revoked') {
      changeRegister(context, (database, record) => {
        markRevoked(database, card, { at: instantOf(context), person: personId, reason, revocation: text });
        record('takeRevocation', card, { by, why: reason });
      });
    }
    return machineEntry(register, requireMachine(register, card));
  },
};
