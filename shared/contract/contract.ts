import type { z } from 'zod';
import { accountCommands } from './accountCommands.ts';
import { archiveCommands } from './archiveCommands.ts';
import { articleCommands } from './articleCommands.ts';
import { articleCommentCommands } from './articleCommentCommands.ts';
import { articlePackageCommands } from './articlePackageCommands.ts';
import { auditCommands } from './auditCommands.ts';
import { backIssueCommands } from './backIssueCommands.ts';
import { backupCommands } from './backupCommands.ts';
import type { CommandTable } from './command.ts';
import { delegationCommands, delegationOversightCommands } from './delegationCommands.ts';
import { issueCommands } from './issueCommands.ts';
import { issueTextCommands } from './issueTextCommands.ts';
import { issueVersionCommands } from './issueVersionCommands.ts';
import { joinCommands, joinedCommands, joinOversightCommands } from './joinCommands.ts';
import { machineCommands, machineOversightCommands } from './machineCommands.ts';
import { manuscriptCommands } from './manuscriptCommands.ts';
import { markingCommands } from './markingCommands.ts';
import { packageCommands, packageOversightCommands } from './packageCommands.ts';
import { paperCommands } from './paperCommands.ts';
import { phraseCommands } from './phraseCommands.ts';
import { printCommands } from './printCommands.ts';
import { recordCommands } from './recordCommands.ts';
import { registerCommands } from './registerCommands.ts';
import { requestCommands } from './requestCommands.ts';
import { reuseCommands } from './reuseCommands.ts';
import { revisionCommands } from './revisionCommands.ts';
import { ruleCommands } from './ruleCommands.ts';
import { sealCommands } from './sealCommands.ts';
import { searchCommands } from './searchCommands.ts';
import { securityCommands } from './securityCommands.ts';
import { signOffCommands } from './signOffCommands.ts';
import { slipCommands } from './slipCommands.ts';
import { statisticsCommands } from './statisticsCommands.ts';
import { termCommands } from './termCommands.ts';
import { ticketCommands } from './ticketCommands.ts';
import { volumeCommands } from './volumeCommands.ts';

/** Everything that can be asked of the office: what goes in, what comes out, who may ask. */
export const contract = {
  ...accountCommands,
  ...securityCommands,
  ...registerCommands,
  ...ruleCommands,
  ...manuscriptCommands,
  ...articleCommands,
  ...articleCommentCommands,
  ...revisionCommands,
  ...issueCommands,
  ...issueTextCommands,
  ...signOffCommands,
  ...issueVersionCommands,
  ...requestCommands,
  ...delegationCommands,
  ...delegationOversightCommands,
  ...paperCommands,
  ...phraseCommands,
  ...termCommands,
  ...archiveCommands,
  ...volumeCommands,
  ...recordCommands,
  ...backIssueCommands,
  ...searchCommands,
  ...reuseCommands,
  ...statisticsCommands,
  ...printCommands,
  ...slipCommands,
  ...markingCommands,
  ...ticketCommands,
  ...machineCommands,
  ...machineOversightCommands,
  ...packageCommands,
  ...packageOversightCommands,
  ...articlePackageCommands,
  ...joinCommands,
  ...joinedCommands,
  ...joinOversightCommands,
  ...auditCommands,
  ...sealCommands,
  ...backupCommands,
} as const satisfies CommandTable;

export type Contract = typeof contract;
export type CommandName = keyof Contract;
/** What a caller gives; members with a default may be left out. */
export type CommandInput<Name extends CommandName> = z.input<Contract[Name]['input']>;
/** What a handler gets, checked and with defaults filled in. */
export type CheckedInput<Name extends CommandName> = z.output<Contract[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<Contract[Name]['output']>;
