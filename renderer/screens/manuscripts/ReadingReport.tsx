import type { ReadingReport as Report } from '#shared/contract/manuscriptCommands.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { otherReportKind, reportKindNames, manuscripts as strings } from '../../strings/manuscripts.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { findReportedPlace, type ReportedPlace } from './findReportedPlace.ts';
import { type ReadingGroupName, type ReportEntry, readingGroups } from './readingGroups.ts';

const groupIcons: Readonly<Record<ReadingGroupName, IconName>> = {
  doubted: 'warning',
  dropped: 'close',
  healed: 'check',
};

export interface ReadingReportProps {
  readonly report: Report;
  readonly content: ArticleContent;
  /** Whether the report counts paragraphs, as of a Word file, or lines. */
  readonly isCountedByParagraph: boolean;
  readonly onGoTo: (place: ReportedPlace) => void;
}

/** What reading the file put right, left out or doubts, by kind; an entry leads to its place in the text where that can be told. */
export function ReadingReport({ report, content, isCountedByParagraph, onGoTo }: ReadingReportProps) {
  const groups = readingGroups(report);
  if (groups.length === 0) {
    return (
      <EmptyState icon="check" title={strings.cleanRead}>
        {strings.cleanReadText}
      </EmptyState>
    );
  }
  const placeText = ({ line }: ReportEntry) => {
    if (line === 0) return strings.ofWhole;
    return isCountedByParagraph ? strings.ofParagraph(line) : strings.ofLine(line);
  };
  return (
    <div className="report">
      {groups.map(({ name, count, kinds }) => (
        <section key={name} className={`report-group report-${name}`}>
          <h3>
            <Icon name={groupIcons[name]} />
            {strings[name]}
            <span className="second">{strings.places(count)}</span>
          </h3>
          {kinds.map(({ kind, entries }) => (
            <details key={kind} open={name !== 'healed' || entries.length <= 2}>
              <summary>
                {reportKindNames[kind] ?? otherReportKind}
                <span className="second small">{strings.places(entries.length)}</span>
              </summary>
              <ul>
                {entries.map((entry, index) => {
                  const place = findReportedPlace(content, entry);
                  const text = (
                    <>
                      <span className="second small">{placeText(entry)}</span>
                      <span>{entry.message}</span>
                    </>
                  );
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name than their place
                    <li key={index}>
                      {place ? (
                        <button
                          type="button"
                          className="report-entry"
                          title={strings.goToPlace(placeText(entry))}
                          onClick={() => onGoTo(place)}
                        >
                          {text}
                        </button>
                      ) : (
                        <p className="report-entry">{text}</p>
                      )}
                    </li>
                  );
                })}
              </ul>
            </details>
          ))}
        </section>
      ))}
    </div>
  );
}
