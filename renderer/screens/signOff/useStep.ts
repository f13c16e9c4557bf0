import { useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { signOff } from '../../strings/signOff.ts';
import { dropOpinion, keepOpinion, opinionOf } from './opinions.ts';

/** The opinion being written on an issue, and the steps that are taken with it; a refusal leaves everything as it was. */
export function useStep(issueId: string) {
  const [opinion, setOpinion] = useState(() => opinionOf(issueId));
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const write = (text: string) => {
    setOpinion(text);
    keepOpinion(issueId, text);
  };
  /** `label` names the step in the announcement and marks the button that is busy. */
  const take = async (label: string, ask: () => Promise<Answer<unknown>>): Promise<boolean> => {
    setRefused(undefined);
    setBusy(label);
    const answer = await ask();
    setBusy(undefined);
    if (!answer.ok) {
      setRefused(answer.message);
      return false;
    }
    dropOpinion(issueId);
    setOpinion('');
    announce('ok', signOff.done(label));
    return true;
  };
  return { opinion, write, refused, busy, take };
}

export type StepTaking = ReturnType<typeof useStep>;

export interface StepPaneProps {
  readonly issue: WholeIssue;
}
