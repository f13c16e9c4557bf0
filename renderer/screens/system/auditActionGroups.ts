import { auditActions } from '../../strings/system.ts';

/** Actions that one looks for together; each is in one group at most. */
export const auditActionGroups = {
  entry: [
    'signIn',
    'signInFailed',
    'passwordFailed',
    'recoveryFailed',
    'backupUnlockFailed',
    'joinUnlockFailed',
    'signOut',
    'lock',
    'clockSetBack',
    'liftWait',
  ],
  refused: ['refusedByRole'],
  people: [
    'foundOffice',
    'joinOffice',
    'takeRegister',
    'joinRoles',
    'admitPerson',
    'setRoles',
    'signRoles',
    'signNames',
    'dismissPerson',
    'handOver',
    'handOverDone',
    'acknowledgeHandOver',
    'grantContentAccess',
    'changePassword',
    'recoverPassword',
    'reissueRecovery',
    'saveSecuritySettings',
  ],
  reading: [
    'readIssue',
    'readArticle',
    'openIssue',
    'recordIssueView',
    'readArchivedIssue',
    'readFrozenFile',
    'readBackIssue',
    'previewVolume',
    'readOriginalFile',
    'readReleaseSlip',
  ],
  out: [
    'exportIssue',
    'exportBackIssue',
    'exportVolume',
    'exportDraft',
    'exportBooklet',
    'exportMarkedCopy',
    'exportIssueChanges',
    'sendToPrinter',
    'printNotDone',
    'printIssue',
    'useTicket',
    'copyOut',
    'writePackage',
    'packageCutOff',
    'exportAudit',
    'sealAudit',
  ],
  steps: [
    'submitIssue',
    'recallIssue',
    'passIssue',
    'countersignIssue',
    'returnIssue',
    'requestRecall',
    'withdrawRecallRequest',
    'grantRecall',
    'declineRecall',
    'remindIssue',
    'correctIssue',
    'confirmIssue',
    'releaseIssue',
    'voidIssue',
    'archiveIssue',
    'registerRecord',
    'linkCorrection',
    'proposeDisposal',
    'destroyRecords',
    'refuseDisposal',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AuditActionGroup = keyof typeof auditActionGroups;

/** The actions behind a choice: a group of them, or one; undefined for all. */
export function actionsOf(choice: string): readonly string[] | undefined {
  if (choice === '') return undefined;
  return Object.hasOwn(auditActionGroups, choice) ? auditActionGroups[choice as AuditActionGroup] : [choice];
}

/** Every single action that has a name, for the choice of one. */
export function singleActions(): readonly (readonly [action: string, name: string])[] {
  return Object.entries(auditActions).toSorted(([, left], [, right]) => left.localeCompare(right, 'zh-CN'));
}
