import { desk } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { system } from '../../strings/system.ts';
import { Badge, Notice } from '../../ui/Notice.tsx';

/** 未联网, layer by layer, and what was refused since the program began. */
export function NetworkSection() {
  const { value, refusal } = useAnswer('network', () => desk.networkProof({}));
  return (
    <>
      <p className="system-card">{system.networkText}</p>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      <ul className="system-rows">
        {value?.layers.map(({ name, explanation, isInForce }) => (
          <li key={name} className="system-row">
            <strong>{name}</strong>
            <span className="system-row-main">{explanation}</span>
            <Badge kind={isInForce ? 'ok' : 'plain'}>{isInForce ? system.inForce : system.notInForce}</Badge>
          </li>
        ))}
      </ul>
      {value && (
        <div className="system-card">
          <p>{system.refused(value.refused)}</p>
          {value.refused > 0 && (
            <ul className="second small">
              {value.lastRefused.map((address, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same address may stand here twice
                <li key={index}>{address}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  );
}
