import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { accountCommands } from '#shared/contract/accountCommands.ts';
import { archiveCommands } from '#shared/contract/archiveCommands.ts';
import { articleCommands } from '#shared/contract/articleCommands.ts';
import { articleCommentCommands } from '#shared/contract/articleCommentCommands.ts';
import { articlePackageCommands } from '#shared/contract/articlePackageCommands.ts';
import { auditCommands } from '#shared/contract/auditCommands.ts';
import { backIssueCommands } from '#shared/contract/backIssueCommands.ts';
import { backupCommands } from '#shared/contract/backupCommands.ts';
import { type Command, editorialRoles } from '#shared/contract/command.ts';
import { contract } from '#shared/contract/contract.ts';
import { delegationCommands, delegationOversightCommands } from '#shared/contract/delegationCommands.ts';
import { issueCommands } from '#shared/contract/issueCommands.ts';
import { issueTextCommands } from '#shared/contract/issueTextCommands.ts';
import { issueVersionCommands } from '#shared/contract/issueVersionCommands.ts';
import { joinCommands, joinedCommands, joinOversightCommands } from '#shared/contract/joinCommands.ts';
import { machineCommands, machineOversightCommands } from '#shared/contract/machineCommands.ts';
import { manuscriptCommands } from '#shared/contract/manuscriptCommands.ts';
import { markingCommands } from '#shared/contract/markingCommands.ts';
import { packageCommands, packageOversightCommands } from '#shared/contract/packageCommands.ts';
import { paperCommands } from '#shared/contract/paperCommands.ts';
import { phraseCommands } from '#shared/contract/phraseCommands.ts';
import { printCommands } from '#shared/contract/printCommands.ts';
import { recordCommands } from '#shared/contract/recordCommands.ts';
import { registerCommands } from '#shared/contract/registerCommands.ts';
import { requestCommands } from '#shared/contract/requestCommands.ts';
import { reuseCommands } from '#shared/contract/reuseCommands.ts';
import { revisionCommands } from '#shared/contract/revisionCommands.ts';
import { ruleCommands } from '#shared/contract/ruleCommands.ts';
import { sealCommands } from '#shared/contract/sealCommands.ts';
import { searchCommands } from '#shared/contract/searchCommands.ts';
import { securityCommands } from '#shared/contract/securityCommands.ts';
import { signOffCommands } from '#shared/contract/signOffCommands.ts';
import { slipCommands } from '#shared/contract/slipCommands.ts';
import { statisticsCommands } from '#shared/contract/statisticsCommands.ts';
import { termCommands } from '#shared/contract/termCommands.ts';
import { ticketCommands } from '#shared/contract/ticketCommands.ts';
import { volumeCommands } from '#shared/contract/volumeCommands.ts';
import { type IssueTransition, issueTransitions, type Role, roles } from '#shared/workflow/issueWorkflow.ts';

const commands: readonly (readonly [string, Command])[] = Object.entries(contract);
const contentTables = {
  manuscriptCommands,
  articleCommands,
  articleCommentCommands,
  revisionCommands,
  issueCommands,
  issueTextCommands,
  signOffCommands,
  issueVersionCommands,
  requestCommands,
  delegationCommands,
  paperCommands,
  termCommands,
  archiveCommands,
  recordCommands,
  backIssueCommands,
  searchCommands,
  reuseCommands,
  statisticsCommands,
  printCommands,
  slipCommands,
  markingCommands,
  machineCommands,
  packageCommands,
  articlePackageCommands,
  joinedCommands,
  ticketCommands,
  volumeCommands,
};

test('no command is hidden by another of the same name', () => {
  const registerTables = [
    machineOversightCommands,
    packageOversightCommands,
    joinCommands,
    joinOversightCommands,
    delegationOversightCommands,
    accountCommands,
    securityCommands,
    registerCommands,
    ruleCommands,
    auditCommands,
    sealCommands,
    backupCommands,
    phraseCommands,
  ];
  const tables = [...registerTables, ...Object.values(contentTables)];
  expect(commands).toHaveLength(tables.reduce((sum, table) => sum + Object.keys(table).length, 0));
});

describe.each(commands)('%s', (_name, { input, output, role }) => {
  test('says what goes in, what comes out and who may ask', () => {
    expect(input).toBeInstanceOf(z.ZodType);
    expect(output).toBeInstanceOf(z.ZodType);
    if (typeof role === 'string') expect(['anyone', 'signedIn']).toContain(role);
    else {
      expect(role.length).toBeGreaterThan(0);
      expect(new Set(role).size).toBe(role.length);
      for (const one of role) expect(roles).toContain(one);
    }
  });

  test('takes an object and nothing beside what it names', () => {
    expect(input).toBeInstanceOf(z.ZodObject);
    for (const wrong of [undefined, null, [], '', 0, true, { aMemberNobodyNamed: 1 }]) {
      expect(input.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });
});

test('only the way in is open to people who are not signed in', () => {
  const open = commands.filter(([, { role }]) => role === 'anyone').map(([name]) => name);
  const restoring = ['examineBackup', 'findBackups', 'restoreBackup', 'salvageBases'];
  const joining = ['requestJoin', 'readJoinRequest', 'joinOffice'];
  const founded = ['foundOffice', 'officeStatus', 'recoverPassword', 'signIn'];
  expect(open.sort()).toEqual([...restoring, ...joining, ...founded].sort());
});

test('every command that touches manuscripts or issues asks for an editorial role', () => {
  const editorial: readonly Role[] = editorialRoles;
  for (const [name, { role }] of Object.values(contentTables).flatMap(
    (table) => Object.entries(table) as [string, Command][],
  )) {
    if (typeof role === 'string') throw new Error(`${name} is open to everybody signed in`);
    expect(
      role.filter((one) => !editorial.includes(one)),
      name,
    ).toEqual([]);
  }
});

test.each([
  ['submitIssue', 'submit'],
  ['recallIssue', 'recall'],
  ['passIssue', 'pass'],
  ['countersignIssue', 'countersign'],
  ['returnIssue', 'return'],
  ['requestConfirmation', 'correct'],
  ['correctArticle', 'correct'],
  ['confirmCorrection', 'confirm'],
  ['prepareRelease', 'release'],
  ['releaseIssue', 'release'],
  ['registerPrinting', 'print'],
  ['voidIssue', 'void'],
  ['archiveIssue', 'archive'],
] as const)('%s is open to exactly the roles that the flow gives “%s”', (name, action) => {
  const inFlow = issueTransitions.filter((row) => row.action === action).flatMap(rolesOf);
  expect([...contract[name].role].sort()).toEqual([...new Set(inFlow)].sort());
});

/** Who may take a step: for 会签 whoever reads issues can be named, and any station may come before another. */
function rolesOf({ by, at }: IssueTransition): readonly Role[] {
  if (by === 'previous') return editorialRoles;
  if (by !== 'station') return [by];
  const held = {
    responsibleEditor: ['editor'],
    reviewer: ['reviewer'],
    countersigner: editorialRoles,
    signer: ['signer'],
  };
  return held[at] as readonly Role[];
}
