import { announceRefusal } from '../../app/announcements.tsx';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { exactMoment, articles as strings } from '../../strings/articles.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import './CutOffNotice.css';

/** After an end that nobody asked for: which articles one was writing, up to when their text is kept, and the way to them. */
export function CutOffNotice() {
  const asked = useAnswer('cut-off', () => office.listCutOff({}));
  const acknowledge = async () => {
    const answer = await office.acknowledgeCutOff({});
    if (!answer.ok) return announceRefusal(answer);
    asked.reload();
  };
  if (!asked.value || asked.value.length === 0) return null;
  return (
    <section className="cut-off" aria-label={strings.cutOffTitle}>
      <Notice kind="warn" action={<Button onClick={acknowledge}>{strings.acknowledge}</Button>}>
        <p>{strings.cutOffText}</p>
        <ul>
          {asked.value.map(({ articleId, title, savedAt }) => (
            <li key={articleId}>
              <Button kind="quiet" icon="article" onClick={() => goTo({ place: 'articles', id: articleId })}>
                {strings.cutOffOpen(title || strings.untitled)}
              </Button>
              <span className="second">{strings.keptUpTo(exactMoment(savedAt))}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </section>
  );
}
