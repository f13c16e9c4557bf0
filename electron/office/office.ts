import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { contract } from '#shared/contract/contract.ts';
import { createOfficeClient, type OfficeClient } from '#shared/contract/officeClient.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { lockDataDirectory } from '#store/dataDirectoryLock.ts';
import { finishRestore, refuseBackup } from '#store/restoreFiles.ts';
import { accountHandlers } from './accounts/accountHandlers.ts';
import { closeSession } from './accounts/openSession.ts';
import { securityHandlers } from './accounts/securityHandlers.ts';
import { archiveHandlers } from './archive/archiveHandlers.ts';
import { searchHandlers } from './archive/searchHandlers.ts';
import { articleCommentHandlers } from './articles/articleCommentHandlers.ts';
import { articleHandlers } from './articles/articleHandlers.ts';
import { revisionHandlers } from './articles/revisionHandlers.ts';
import { auditHandlers } from './audit/auditHandlers.ts';
import { sealHandlers } from './audit/sealHandlers.ts';
import { backIssueHandlers } from './backIssues/backIssueHandlers.ts';
import { backupHandlers } from './backup/backupHandlers.ts';
import { delegationHandlers } from './delegations/delegationHandlers.ts';
import { articlePackageHandlers } from './handover/articlePackageHandlers.ts';
import { joinHandlers } from './handover/joinHandlers.ts';
import { machineHandlers } from './handover/machineHandlers.ts';
import { packageHandlers } from './handover/packageHandlers.ts';
import { issueHandlers } from './issues/issueHandlers.ts';
import { issueTextHandlers } from './issues/issueTextHandlers.ts';
import { issueVersionHandlers } from './issueVersions/versionHandlers.ts';
import { manuscriptHandlers } from './manuscripts/manuscriptHandlers.ts';
import { markingHandlers } from './marking/markingHandlers.ts';
import type { OfficeContext } from './officeContext.ts';
import { OfficeError } from './officeError.ts';
import { logFailure } from './officeLog.ts';
import { paperHandlers } from './paperSignOff/paperHandlers.ts';
import { phraseHandlers } from './phrases/phraseHandlers.ts';
import { printHandlers } from './printing/printHandlers.ts';
import { publicationHandlers } from './publications/publicationHandlers.ts';
import { recordHandlers } from './records/recordHandlers.ts';
import { type OfficeCall, registerOffice } from './registerOffice.ts';
import { slipHandlers } from './releaseSlip/slipHandlers.ts';
import { requestHandlers } from './requests/requestHandlers.ts';
import { reuseHandlers } from './reuse/reuseHandlers.ts';
import { signOffHandlers } from './signOff/signOffHandlers.ts';
import { statisticsHandlers } from './statistics/statisticsHandlers.ts';
import { termHandlers } from './terms/termHandlers.ts';
import { ticketHandlers } from './tickets/ticketHandlers.ts';
import { unitHandlers } from './units/unitHandlers.ts';
import { volumeHandlers } from './volumes/volumeHandlers.ts';

export interface OfficeOptions {
  /** Taken for the life of the office; a second program is refused. */
  readonly directory: string;
  readonly print: (html: string) => Promise<Uint8Array>;
  readonly emit?: (event: OfficeEvent) => void;
  readonly now?: () => Date;
  readonly upSeconds?: () => number;
  readonly newId?: () => string;
}

export interface Office {
  readonly call: OfficeCall;
  /** The contract's commands as functions, for callers in the same process. */
  readonly client: OfficeClient;
  /** Signs out whoever is signed in, closes the bases and gives the directory back; `isCutOff` where nobody asked for it. */
  readonly close: (isCutOff?: boolean) => void;
}

const handlers = {
  ...accountHandlers,
  ...securityHandlers,
  ...publicationHandlers,
  ...unitHandlers,
  ...manuscriptHandlers,
  ...articleHandlers,
  ...articleCommentHandlers,
  ...revisionHandlers,
  ...issueHandlers,
  ...issueTextHandlers,
  ...signOffHandlers,
  ...issueVersionHandlers,
  ...requestHandlers,
  ...delegationHandlers,
  ...paperHandlers,
  ...phraseHandlers,
  ...termHandlers,
  ...archiveHandlers,
  ...volumeHandlers,
  ...recordHandlers,
  ...backIssueHandlers,
  ...searchHandlers,
  ...reuseHandlers,
  ...statisticsHandlers,
  ...printHandlers,
  ...slipHandlers,
  ...markingHandlers,
  ...ticketHandlers,
  ...machineHandlers,
  ...packageHandlers,
  ...articlePackageHandlers,
  ...joinHandlers,
  ...auditHandlers,
  ...sealHandlers,
  ...backupHandlers,
};

/**
 * Reading what is needed at once and then only printing or checking: saving goes on meanwhile; ending what is under way, or giving
 * it the medium it waits for; and one row of the audit by which no lock is held up.
 */
const besideOthers: ReadonlySet<string> = new Set([
  'previewIssue',
  'stopBackup',
  'stopVolume',
  'stopPackage',
  'nextMedium',
  'readMedium',
  'stopProof',
  'checkBases',
  'recordLock',
]);

/** Opens the office of a data directory. Throws StoreError dataInUse, which names who has it, or foreignFile for a backup. */
export function createOffice(options: OfficeOptions): Office {
  const { directory, print, now = () => new Date(), upSeconds = uptime, newId = randomUUID, emit = () => {} } = options;
  refuseBackup(directory);
  const lock = lockDataDirectory(directory, now);
  try {
    finishRestore(directory);
  } catch (error) {
    lock.release();
    throw error;
  }
  const environment = { directory, files: dataFiles(directory), now, upSeconds, newId, print: printOrSay, emit };
  async function printOrSay(html: string): Promise<Uint8Array> {
    try {
      return await print(html);
    } catch (error) {
      const log = logFailure(environment, 'print', error);
      throw new OfficeError('printerFailed', `排印程序没有完成（日志编号${log}）。内容没有变化，请再试一次。`, { log });
    }
  }
  const context: OfficeContext = { environment, session: undefined };
  // One command at a time: a step never sees another half done, and none runs while a session opens or closes.
  let last: Promise<unknown> = Promise.resolve();
  const register = registerOffice(contract, handlers, context);
  const call: OfficeCall = (sender, name, input) => {
    if (besideOthers.has(name)) return register(sender, name, input);
    const answer = last.then(() => register(sender, name, input));
    last = answer;
    return answer;
  };
  return {
    call,
    client: createOfficeClient((name, input) => call({ kind: 'inPlace' }, name, input)),
    close: (isCutOff = false) => {
      try {
        closeSession(context, isCutOff);
      } finally {
        lock.release();
      }
    },
  };
}
