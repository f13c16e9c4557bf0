import { machineStepNames } from '#shared/handover/machineDuty.ts';

/** 入网: what stands in the audit of machines that join and of what each may do. */
export const joiningActions: Readonly<Record<string, string>> = {
  joinOffice: '加入编辑部',
  joinUnlockFailed: '入网时口令没有对上',
  approveJoin: '同意机器入网',
  takeRegister: '采用别的机器送来的登记库',
  joinRoles: '定下两台机器各改的人员和岗位',
  decideMachineDuty: '决定一台机器能办什么',
  keepMachineDuty: '记下本机不办什么',
  giveNumbering: '把签发编号交给别的机器',
  takeOverNumbering: '接管签发编号',
  keepNumberingHere: '写明签发编号在本机',
  noteDecisionFork: '记下两台机器各作的决定',
};

export const joiningDetails: Readonly<Record<string, string>> = {
  machineSteps: '能办',
  refusedSteps: '不办',
  lastNumbers: '已用到的期号',
  publications: '刊物',
};

/** Words of the details of the audit, by the detail in which they stand. */
export const joiningWords = { machineSteps: machineStepNames, refusedSteps: machineStepNames } as const;
