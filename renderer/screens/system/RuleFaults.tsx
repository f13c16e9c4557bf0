import type { RuleFault } from '#shared/contract/ruleCommands.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { rules } from '../../strings/rules.ts';
import { auditDetailNames } from '../../strings/system.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { wordsOf } from './auditDetails.ts';

/** Rules of a publication that are not those somebody has decided and signed, with what can be done about it. */
export function RuleFaults({ publicationId }: { readonly publicationId: string }) {
  const mayKnow = useHasRole('systemAdministrator', 'securityAdministrator', 'auditor');
  const faults = useAnswer(
    `rule-faults-${mayKnow}`,
    async () => (mayKnow ? office.listRuleFaults({}) : { ok: true as const, value: [] }),
    ['publications', 'people'],
  );
  const fault = (faults.value ?? []).find((one) => one.publicationId === publicationId);
  return fault ? <OpenFault fault={fault} /> : null;
}

function OpenFault({ fault }: { readonly fault: RuleFault }) {
  const { publicationId, publicationName, text, changes, current, mayRestore, maySettle, settledByRole, seen } = fault;
  const settle = async (restores: boolean) => {
    const question = restores
      ? { title: rules.restoreTitle(publicationName), text: rules.restoreText, verb: rules.restore }
      : { title: rules.confirmTitle(publicationName), text: rules.confirmText, verb: rules.confirm, isDangerous: true };
    if ((await ask(question)) === undefined) return;
    const answer = await office.settleRules({ publicationId, restores, seen });
    if (answer.ok) announce('ok', rules.settled(publicationName));
    else announceRefusal(answer);
  };
  return (
    <section className="system-card rule-proposal" aria-label={rules.faultTitle}>
      <h3>{rules.faultTitle}</h3>
      <Notice kind="error">{text}</Notice>
      <p className="second">{maySettle ? rules.faultHint : rules.faultWaits(roleNames[settledByRole])}</p>
      <ul>
        {changes.length > 0
          ? changes.map(({ rule, from, to }) => (
              <li key={rule}>{rules.differs(nameOf(rule), wordsFor(rule, from), wordsFor(rule, to))}</li>
            ))
          : current.map(({ rule, says }) => <li key={rule}>{rules.says(nameOf(rule), wordsFor(rule, says))}</li>)}
      </ul>
      {maySettle && (
        <div className="rule-proposal-tools">
          <Button kind="danger" onClick={() => settle(false)}>
            {rules.confirm}
          </Button>
          {mayRestore && (
            <Button kind="primary" onClick={() => settle(true)}>
              {rules.restore}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function nameOf(rule: string): string {
  return auditDetailNames[rule] ?? rule;
}

function wordsFor(rule: string, said: readonly string[]): string {
  return said.map((one) => wordsOf(rule, one)).join('、');
}
