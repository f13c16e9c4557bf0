import type { RuleProposal } from '#shared/contract/ruleCommands.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { rules } from '../../strings/rules.ts';
import { auditDetailNames } from '../../strings/system.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { wordsOf } from './auditDetails.ts';

/** What an editor wants changed about who has to agree to what, with what can be done about it. */
export function RuleProposals({ publicationId }: { readonly publicationId: string }) {
  const mayKnow = useHasRole('editor', 'systemAdministrator', 'securityAdministrator');
  const proposals = useAnswer(
    `rule-proposals-${mayKnow}`,
    async () => (mayKnow ? office.listRuleProposals({}) : { ok: true as const, value: [] }),
    ['publications', 'people'],
  );
  const [open] = (proposals.value ?? []).filter((one) => one.publicationId === publicationId);
  return open ? <OpenProposal proposal={open} /> : null;
}

function OpenProposal({ proposal }: { readonly proposal: RuleProposal }) {
  const { id, publicationName, changes, proposerName, proposedAt, decidedByRole, isMine, mayDecide } = proposal;
  const accept = async () => {
    const question = { title: rules.acceptTitle(publicationName), text: rules.acceptText, verb: rules.accept };
    if ((await ask(question)) === undefined) return;
    const answer = await office.decideRuleProposal({ id, isAccepted: true });
    if (answer.ok) announce('ok', rules.accepted(publicationName));
    else announceRefusal(answer);
  };
  const refuse = async () => {
    const question = { title: rules.refuseTitle(publicationName), text: rules.refuseText, verb: rules.refuse };
    const reason = await ask({ ...question, reasonLabel: rules.refuseReason });
    if (reason === undefined) return;
    const answer = await office.decideRuleProposal({ id, isAccepted: false, reason });
    if (answer.ok) announce('ok', rules.refused(publicationName));
    else announceRefusal(answer);
  };
  const withdraw = async () => {
    const answer = await office.withdrawRuleProposal({ id });
    if (answer.ok) announce('ok', rules.withdrawn);
    else announceRefusal(answer);
  };
  return (
    <section className="system-card rule-proposal" aria-label={rules.title}>
      <h3>{rules.title}</h3>
      <p className="second">
        {rules.proposed(proposerName, momentText(proposedAt))}
        {!mayDecide && rules.waits(roleNames[decidedByRole])}
      </p>
      <ul>
        {changes.map(({ rule, from, to }) => (
          <li key={rule}>{rules.change(auditDetailNames[rule] ?? rule, wordsFor(rule, from), wordsFor(rule, to))}</li>
        ))}
      </ul>
      <div className="rule-proposal-tools">
        {mayDecide && (
          <>
            <Button kind="danger" onClick={refuse}>
              {rules.refuse}
            </Button>
            <Button kind="primary" onClick={accept}>
              {rules.accept}
            </Button>
          </>
        )}
        {isMine && <Button onClick={withdraw}>{rules.withdraw}</Button>}
      </div>
    </section>
  );
}

function wordsFor(rule: string, said: readonly string[]): string {
  return said.map((one) => wordsOf(rule, one)).join('、');
}
