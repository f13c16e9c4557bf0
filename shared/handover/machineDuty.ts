import type { IssueAction } from '#shared/workflow/issueWorkflow.ts';

/** 编辑, 审核, 归档: steps that any number of machines may take. */
export const freeSteps = ['edit', 'review', 'archive'] as const;
export type FreeStep = (typeof freeSteps)[number];

/** And 签发, which grants the number: at one machine alone for each publication. */
export const machineSteps = ['edit', 'review', 'sign', 'archive'] as const;
export type MachineStep = (typeof machineSteps)[number];

export const machineStepNames = {
  edit: '送审',
  review: '审核',
  sign: '签发',
  archive: '归档',
} as const satisfies Readonly<Record<MachineStep, string>>;

/**
 * What a machine has to be allowed for a step of the flow. Undefined for the others: taking back, sending back, printing and
 * making void are in nobody's way. The base of manuscripts holds the same table in its triggers.
 */
export function machineStepOf(action: IssueAction): MachineStep | undefined {
  switch (action) {
    case 'submit':
    case 'confirm':
      return 'edit';
    case 'pass':
    case 'countersign':
    case 'correct':
      return 'review';
    case 'release':
      return 'sign';
    case 'archive':
      return 'archive';
    case 'recall':
    case 'return':
    case 'print':
    case 'void':
      return undefined;
    default:
      return action satisfies never;
  }
}
