import { createHash } from 'node:crypto';
import type { CommandName, CommandOutput } from '#shared/contract/contract.ts';

/** One thing the office has said to be so. A later fact with the same kind and id takes its place. */
export type Fact =
  | { readonly kind: 'recoveryCode'; readonly id: 'office'; readonly code: string }
  | { readonly kind: 'unit' | 'publication'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'manuscript';
      readonly id: string;
      readonly number: string;
      readonly state: string;
      readonly fileSm3: string;
      readonly articleId: string;
    }
  | { readonly kind: 'article'; readonly id: string; readonly version: number; readonly state: string }
  /** `id` names article and version; `sha256` is that of the content. */
  | { readonly kind: 'articleVersion'; readonly id: string; readonly sha256: string }
  | {
      readonly kind: 'issue';
      readonly id: string;
      readonly state: string;
      readonly steps: readonly string[];
      readonly contentHash: string;
      readonly numberText: string;
      readonly signedBy: readonly string[];
    }
  | { readonly kind: 'archive'; readonly id: string; readonly state: string; readonly numberText: string }
  /** `id` names issue and file. */
  | { readonly kind: 'frozenFile'; readonly id: string; readonly sha256: string };

/** What a command was given and what the office said to it; one line of the killed program's output. */
export type DriverLine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'asked'; readonly index: number; readonly command: CommandName; readonly input: string }
  | {
      readonly kind: 'answered';
      readonly index: number;
      readonly command: CommandName;
      readonly facts: readonly Fact[];
    }
  | { readonly kind: 'finished' };

/** SHA-256 of any value, bytes included. */
export function digestOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, member: unknown) =>
    member instanceof Uint8Array ? createHash('sha256').update(member).digest('hex') : member,
  );
  return createHash('sha256').update(text).digest('hex');
}

/** The facts in an answer that has come; commands that change nothing have none. */
export function factsOf(command: CommandName, input: unknown, value: unknown): readonly Fact[] {
  switch (command) {
    case 'foundOffice':
      return [{ kind: 'recoveryCode', id: 'office', code: (value as CommandOutput<'foundOffice'>).recoveryCode }];
    case 'saveUnit':
    case 'savePublication': {
      const { id, name } = value as CommandOutput<'saveUnit' | 'savePublication'>;
      return [{ kind: command === 'saveUnit' ? 'unit' : 'publication', id, name }];
    }
    case 'receiveManuscript':
      return [manuscriptFact((value as CommandOutput<'receiveManuscript'>).manuscript)];
    case 'decideManuscript':
      return [manuscriptFact(value as CommandOutput<'decideManuscript'>)];
    case 'saveArticle': {
      const { id, version, state } = value as CommandOutput<'saveArticle'>;
      const { content } = input as { content: unknown };
      return [
        { kind: 'article', id, version, state },
        { kind: 'articleVersion', id: `${id} ${version}`, sha256: digestOf(content) },
      ];
    }
    case 'finalizeArticle':
    case 'reopenArticle': {
      const { id, version, state } = value as CommandOutput<'finalizeArticle'>;
      return [{ kind: 'article', id, version, state }];
    }
    case 'createIssueFromFile':
      return [issueFact((value as CommandOutput<'createIssueFromFile'>).issue)];
    case 'createIssue':
    case 'readIssue':
    case 'openIssue':
    case 'saveIssue':
    case 'submitIssue':
    case 'returnIssue':
    case 'correctArticle':
    case 'requestConfirmation':
    case 'confirmCorrection':
    case 'passIssue':
    case 'releaseIssue':
    case 'registerPrinting':
      return [issueFact(value as CommandOutput<'readIssue'>)];
    case 'archiveIssue': {
      const { id, state, numberText = '' } = value as CommandOutput<'archiveIssue'>;
      return [{ kind: 'archive', id, state, numberText }];
    }
    case 'exportIssue': {
      const { id } = input as { id: string };
      return (value as CommandOutput<'exportIssue'>).map(({ name, bytes }) => ({
        kind: 'frozenFile',
        id: `${id} ${name}`,
        sha256: digestOf(bytes),
      }));
    }
    default:
      return [];
  }
}

export function manuscriptFact(
  manuscript: CommandOutput<'readManuscript'>['manuscript'],
): Extract<Fact, { kind: 'manuscript' }> {
  const { id, number, state, fileSm3, articleId = '' } = manuscript;
  return { kind: 'manuscript', id, number, state, fileSm3, articleId };
}

export function issueFact({
  summary,
  steps,
  signOffs,
  contentHash,
}: CommandOutput<'readIssue'>): Extract<Fact, { kind: 'issue' }> {
  const { id, state, numberText = '' } = summary;
  const live = signOffs.filter(({ voidReason }) => voidReason === undefined);
  return {
    kind: 'issue',
    id,
    state,
    steps: steps.map(({ action, personId }) => `${action} ${personId}`),
    contentHash,
    numberText,
    signedBy: live.map(({ step, personId }) => `${step} ${personId}`),
  };
}
