import type { CommandOutput } from '#shared/contract/contract.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { firstRun } from '../../strings/firstRun.ts';
import { dayText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import './RecoveryPapers.css';

export type Papers = CommandOutput<'foundOffice'>;

/** What opens everything when passwords are lost, large and once: one code, or three shares; and the way onto paper. */
export function RecoveryPapers({ officeName, papers }: { readonly officeName: string; readonly papers: Papers }) {
  const { recoveryCode, shares, fingerprint } = papers;
  const isShared = shares.length > 0;
  const save = () => {
    const now = new Date();
    const day = dayText(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`);
    const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
    const files = isShared
      ? shares.map((share, index) =>
          file(
            firstRun.shareFileName(index + 1),
            firstRun.shareFile({ office: officeName, share, number: index + 1, day, fingerprint }),
          ),
        )
      : [file(firstRun.codeFileName, firstRun.codeFile(officeName, recoveryCode, day, fingerprint))];
    return saveFiles({ title: isShared ? firstRun.saveSharesTitle : firstRun.saveCodeTitle, files });
  };
  return (
    <>
      {isShared ? (
        <ol className="recovery-shares">
          {shares.map((share, index) => (
            <li key={share}>
              <h3>{firstRun.shareName(index + 1)}</h3>
              <Code label={firstRun.shareName(index + 1)} text={share} />
            </li>
          ))}
        </ol>
      ) : (
        <Code label={firstRun.recoveryCode} text={recoveryCode} />
      )}
      <p className="second small">{firstRun.fingerprint(fingerprint)}</p>
      <div className="founding-save">
        <Button icon="export" onClick={save}>
          {isShared ? firstRun.saveShares : firstRun.saveCode}
        </Button>
        <p className="second small">{isShared ? firstRun.saveSharesHint : firstRun.saveCodeHint}</p>
      </div>
    </>
  );
}

function Code({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <output className="founding-code" aria-label={label}>
      {text.split('-').map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other name than their place
        <span key={index}>{group}</span>
      ))}
    </output>
  );
}
