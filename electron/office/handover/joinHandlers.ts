import type { joinCommands, joinedCommands, joinOversightCommands } from '#shared/contract/joinCommands.ts';
import { changeRegister, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { listDuties } from './dutyEntry.ts';
import { joinOffice } from './joinOffice.ts';
import { requestJoin, waitingRequest } from './joinRequests.ts';
import { listMissing } from './listMissing.ts';
import { decideDuty } from './machineDuties.ts';
import { machineEntry, requireMachine, selectJoinApproval } from './machineQueries.ts';
import { giveNumbering, takeOverNumbering } from './numberingDecisions.ts';
import { readPartedRoles } from './settleRoles.ts';
import { takeRegister } from './takeRegister.ts';
import { writeJoinPackage } from './writeJoinPackage.ts';

type Commands = typeof joinCommands & typeof joinedCommands & typeof joinOversightCommands;

/** 入网: how a machine comes to belong to an office, and what it may do there. */
export const joinHandlers: Handlers<keyof Commands> = {
  requestJoin,

  readJoinRequest: waitingRequest,

  joinOffice,

  approveJoin(context, { card }) {
    const { register, personId } = sessionOf(context);
    const { state, isOwn, card: known } = requireMachine(register, card);
    if (isOwn) throw new OfficeError('illegalState', '这是本机自己的名片。');
    if (state === 'revoked') throw new OfficeError('illegalState', `“${known.name}”的名片已经作废，不能入网。`);
    if (state === 'unconfirmed') {
      throw new OfficeError('illegalState', `“${known.name}”的名片还没有核对。请先核对八个词，再同意入网。`);
    }
    // Once more changes nothing.
    if (!selectJoinApproval(register, card)) {
      changeRegister(context, (database, record) => {
        database
          .prepare('INSERT INTO join_approvals (card, person, at) VALUES (?, ?, ?)')
          .run(card, personId, instantOf(context));
        record('approveJoin', card);
      });
    }
    return machineEntry(register, requireMachine(register, card));
  },

  listMachineDuties: listDuties,

  decideMachineDuty: decideDuty,

  giveNumbering,

  takeOverNumbering,

  writeJoinPackage,

  takeRegister,

  readPartedRoles,

  listMissing,
};
