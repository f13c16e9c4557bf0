import { shell } from '../strings/shell.ts';
import { terms } from '../strings/terms.ts';
import { momentText, words } from '../strings/words.ts';
import { Icon } from '../ui/Icon.tsx';
import { goTo } from './navigation.ts';
import { useStatus } from './status.ts';

/** 保存时间, 字数, 页, 校对, 未联网. */
export function BottomLine() {
  const { saved, characters, page, findings } = useStatus();
  return (
    <footer className="bottomline">
      <span role="status">{saved === undefined ? '' : shell.saved(momentText(saved))}</span>
      {characters !== undefined && <span>{shell.characters(characters)}</span>}
      {page && <span>{shell.pages(page.now, page.count)}</span>}
      {findings && (
        <button type="button" title={findings.title} onClick={findings.show}>
          {findings.isFailed ? terms.failedBottom : terms.bottom(findings.count)}
        </button>
      )}
      <span className="bottomline-gap" />
      <button type="button" onClick={() => goTo({ place: 'system', id: 'network' })}>
        <Icon name="offline" />
        {words.offline}
      </button>
    </footer>
  );
}
