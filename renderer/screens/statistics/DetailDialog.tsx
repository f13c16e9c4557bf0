import type { Adoption, CountedUnit, Submission } from '#shared/statistics/adoptionFacts.ts';
import { type PointLine, pointsText } from '#shared/statistics/score.ts';
import { goTo } from '../../app/navigation.ts';
import { statistics } from '../../strings/statistics.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

/** What a number is made of. */
export type Detail =
  | { readonly kind: 'points'; readonly label: string; readonly lines: readonly PointLine[] }
  | { readonly kind: 'adoptions'; readonly label: string; readonly adoptions: readonly Adoption[] }
  | { readonly kind: 'submissions'; readonly label: string; readonly submissions: readonly Submission[] };

export interface DetailDialogProps {
  readonly detail: Detail;
  readonly units: readonly CountedUnit[];
  readonly onRule: (version: number) => void;
  readonly onClose: () => void;
}

/** Every point with its reason, every adoption with its place; each leads to the article, and to the rule. */
export function DetailDialog({ detail, units, onRule, onClose }: DetailDialogProps) {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return (
    <Dialog
      title={titleOf(detail)}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{words.close}</Button>}
    >
      {body()}
    </Dialog>
  );

  function body() {
    switch (detail.kind) {
      case 'points': {
        const sum = detail.lines.reduce((total, line) => total + line.points_hundredths, 0);
        if (detail.lines.length === 0) return <p className="second">{statistics.noLines}</p>;
        return (
          <>
            <p>{statistics.linesOf(detail.lines.length, pointsText(sum))}</p>
            <ul className="statistics-lines">
              {detail.lines.map((line) => (
                <li key={`${line.kind} ${line.ruleId} ${line.month} ${line.factId ?? ''}`}>
                  <strong className="statistics-points">{pointsText(line.points_hundredths)}</strong>
                  <p>{line.says}</p>
                  <IssueButton issueId={line.issueId} articleId={line.articleId} />
                  <Button kind="quiet" onClick={() => onRule(line.version)}>
                    {statistics.openRule(line.version)}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        );
      }
      case 'adoptions':
        if (detail.adoptions.length === 0) return <p className="second">{statistics.noAdoptions}</p>;
        return (
          <ul className="statistics-lines">
            {detail.adoptions.map((adoption) => (
              <li key={adoption.id}>
                <p>
                  {adoption.title}
                  <br />
                  <span className="second small">
                    {statistics.adoptionLine(
                      adoption.kind === 'own'
                        ? adoption.publication + statistics.placeOf(adoption.numberText, adoption.place)
                        : `${adoption.level}${adoption.publication}`,
                      dayText(adoption.day),
                      adoption.unitIds.map((id) => names.get(id) ?? id).join('、') || statistics.ownOffice,
                    )}
                  </span>
                </p>
                <IssueButton issueId={adoption.issueId} articleId={adoption.articleId} />
              </li>
            ))}
          </ul>
        );
      case 'submissions':
        if (detail.submissions.length === 0) return <p className="second">{statistics.noSubmissions}</p>;
        return (
          <ul className="statistics-lines">
            {detail.submissions.map(({ id, title, number, day, state }) => (
              <li key={id}>
                <p>
                  {title}
                  <br />
                  <span className="second small">
                    {statistics.arrived(number, dayText(day))}　{statistics.states[state]}
                  </span>
                </p>
                <Button kind="quiet" onClick={() => goTo({ place: 'manuscripts', id })}>
                  {statistics.openManuscript}
                </Button>
              </li>
            ))}
          </ul>
        );
      default:
        return detail satisfies never;
    }
  }
}

function titleOf(detail: Detail): string {
  switch (detail.kind) {
    case 'points':
      return statistics.pointsOf(detail.label);
    case 'adoptions':
      return statistics.adoptedOf(detail.label);
    case 'submissions':
      return statistics.receivedOf(detail.label);
    default:
      return detail satisfies never;
  }
}

function IssueButton({
  issueId,
  articleId,
}: {
  readonly issueId: string | undefined;
  readonly articleId: string | undefined;
}) {
  if (issueId === undefined) return null;
  return (
    <Button kind="quiet" onClick={() => goTo({ place: 'archive', id: issueId, part: articleId })}>
      {statistics.openIssue}
    </Button>
  );
}
