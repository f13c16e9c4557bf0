import type { joinCommands, joinedCommands, joinOversightCommands } from '#shared/contract/joinCommands.ts';
import type { Handlers } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

type Commands = typeof joinCommands & typeof joinedCommands & typeof joinOversightCommands;

/** 入网: how a machine comes to belong to an office, and what it may do there. */
export const joinHandlers: Handlers<keyof Commands> = {
  requestJoin: refuse,
  readJoinRequest: () => null,
  joinOffice: refuse,
  approveJoin: refuse,
  listMachineDuties: () => [],
  decideMachineDuty: refuse,
  giveNumbering: refuse,
  takeOverNumbering: refuse,
  writeJoinPackage: refuse,
  takeRegister: refuse,
  listMissing: refuse,
};

function refuse(): never {
  throw new OfficeError('illegalState', '这个版本的程序还不能办理入网。');
}
