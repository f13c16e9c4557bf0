import { desk } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { system } from '../../strings/system.ts';

/** What runs here, and under which terms its fonts come. */
export function AboutSection() {
  const { value } = useAnswer('about', () => desk.about({}));
  return (
    <div className="system-card">
      <dl className="system-facts">
        <dt>{system.version}</dt>
        <dd>{value?.version}</dd>
        <dt>{system.host}</dt>
        <dd>{value && (system.hosts[value.host] ?? value.host)}</dd>
        <dt>{system.browser}</dt>
        <dd>{value?.browser}</dd>
        <dt>{system.dataDirectory}</dt>
        <dd>
          {value?.dataDirectory}
          <p className="second small">{system.dataHint}</p>
        </dd>
        <dt>{system.screenLock}</dt>
        <dd>{value && (value.locksWithScreen ? system.locksWithScreen : system.locksAlone)}</dd>
        <dt>{system.fonts}</dt>
        <dd>{system.fontList}</dd>
      </dl>
      <p className="second">{system.signatureNote}</p>
    </div>
  );
}
