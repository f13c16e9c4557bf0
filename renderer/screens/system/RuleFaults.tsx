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
  if (!fault) return null;
  return fault.kind === 'apart' ? <OpenWay fault={fault} /> : <OpenFault fault={fault} />;
}

/** Rules that another machine has decided apart from those here, with a choice between the two for whoever decides. */
function OpenWay({ fault }: { readonly fault: RuleFault }) {
  const {
    publicationId,
    publicationName,
    text,
    changes,
    mayRestore,
    maySettle,
    settledByRole,
    seen,
    machine = '',
  } = fault;
  const settle = async (restores: boolean) => {
    const question = restores
      ? {
          title: rules.takeThereTitle(publicationName, machine),
          text: rules.takeThereText(machine),
          verb: rules.takeThere(machine),
        }
      : { title: rules.keepHereTitle(publicationName), text: rules.keepHereText(machine), verb: rules.keepHere };
    if ((await ask(question)) === undefined) return;
    const answer = await office.settleRules({ publicationId, restores, seen });
    if (answer.ok) announce('ok', rules.apartSettled(publicationName, machine));
    else announceRefusal(answer);
  };
  return (
    <section className="system-card rule-proposal" aria-label={rules.apartTitle}>
      <h3>{rules.apartTitle}</h3>
      <Notice kind="warn">{text}</Notice>
      <p className="second">{maySettle ? rules.apartHint(machine) : rules.apartWaits(roleNames[settledByRole])}</p>
      {changes.length > 0 && (
        <ul>
          {changes.map(({ rule, from, to }) => (
            <li key={rule}>{rules.apartDiffers(nameOf(rule), machine, wordsFor(rule, from), wordsFor(rule, to))}</li>
          ))}
        </ul>
      )}
      {maySettle && (
        <div className="rule-proposal-tools">
          <Button onClick={() => settle(false)}>{rules.keepHere}</Button>
          {mayRestore && <Button onClick={() => settle(true)}>{rules.takeThere(machine)}</Button>}
        </div>
      )}
    </section>
  );
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
