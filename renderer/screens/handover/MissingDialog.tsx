import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { packageKindNames } from '#shared/handover/packageWords.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { articles } from '../../strings/articles.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What another machine had and what did not come back, as the register of packages has it. */
export function MissingDialog({ machine, onClose }: { readonly machine: MachineEntry; readonly onClose: () => void }) {
  const { card, name } = machine;
  const missing = useAnswer(`missing-${card}`, () => office.listMissing({ card }), ['issues']);
  const { value } = missing;
  const lists = value
    ? ([
        [
          strings.missingIssues,
          value.issues.map(({ publicationName = '', titles, at, receiptAt }) =>
            [
              strings.missingIssue(publicationName, titles[0] ?? ''),
              strings.missingSince(momentText(at), receiptAt !== undefined),
            ].join('　'),
          ),
        ],
        [
          strings.missingArticles,
          value.articles.map(({ title, at, receiptAt }) =>
            [title || articles.untitled, strings.missingSince(momentText(at), receiptAt !== undefined)].join('　'),
          ),
        ],
        [
          strings.missingNumbers,
          value.numbers.map(({ publicationName, year, series, serial }) =>
            strings.missingNumber(publicationName, year, series === 'supplement', serial),
          ),
        ],
        [strings.missingNumbering, value.numbering.map(({ publicationName }) => strings.dutyOf(publicationName))],
        [
          strings.missingChains,
          value.chains.map(({ direction, kind, sequence, at }) =>
            strings.chain(direction === 'written', sequence, packageKindNames[kind], momentText(at)),
          ),
        ],
      ] as const)
    : [];
  const told = lists.filter(([, lines]) => lines.length > 0);
  return (
    <Dialog
      title={strings.missingTitle(name)}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <p>{strings.missingText}</p>
      {missing.refusal && <Notice kind="error">{missing.refusal.message}</Notice>}
      {value && value.issues.length + value.articles.length + value.numbers.length + value.numbering.length === 0 && (
        <EmptyState icon="check" title={strings.missingNone} heading="h2" />
      )}
      {told.map(([head, lines]) => (
        <section key={head} aria-label={head}>
          <h3>{head}</h3>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}
