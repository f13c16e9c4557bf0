import type { Finding } from '#shared/preflight/finding.ts';
import { issues } from '../../strings/issues.ts';
import { reuse } from '../../strings/search.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import './Findings.css';

/** The lines of the check, each with its weight in words and the way to its place. */
export function Findings({
  findings,
  onFind,
  onCompare,
}: {
  readonly findings: readonly Finding[];
  readonly onFind?: (place: Finding['place']) => void;
  /** Shows what an article has in common with what was printed or received. */
  readonly onCompare?: (articleId: string) => void;
}) {
  return (
    <ul className="findings">
      {findings.map(({ level, rule, message, place }) => (
        <li key={rule + message} className={`finding finding-${level}`}>
          <Icon name={level === 'tell' ? 'comment' : 'warning'} />
          <span className="unseen">{issues.findingLevels[level]}：</span>
          <span className="finding-message">{message}</span>
          {onCompare && rule === 'reuse' && place.part === 'article' && (
            <Button kind="quiet" aria-label={reuse.compareOf(message)} onClick={() => onCompare(place.articleId)}>
              {reuse.compare}
            </Button>
          )}
          {onFind && (
            <Button kind="quiet" aria-label={issues.findOf(message)} onClick={() => onFind(place)}>
              {issues.find}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
