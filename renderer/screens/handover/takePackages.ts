import type { CommandOutput } from '#shared/contract/contract.ts';
import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { outcomeText } from '#shared/handover/packageWords.ts';
import { takeInTurn } from '#shared/handover/takeInTurn.ts';
import type { Location } from '../../app/navigation.ts';
import { office, type Refusal } from '../../app/office.ts';
import { articles as articleStrings } from '../../strings/articles.ts';
import { handover as strings } from '../../strings/handover.ts';

/** What came of one package, to be told. */
export interface Told {
  readonly kind: 'ok' | 'warn' | 'error';
  readonly text: string;
  /** What came, to be opened. */
  readonly ways?: readonly Way[];
  /** It can be taken once what is missing before it is given up as lost. */
  readonly waits?: FoundPackage | undefined;
}

/** To something that came: what the button says, and where it leads. */
export interface Way {
  readonly label: string;
  readonly to: Location;
}

/** More of them are looked for in the list of articles. */
const mostWays = 5;

export interface Taking {
  readonly medium: string;
  /** The folder of the medium, where the receipts for packages go whose first volume came from another one. */
  readonly folder: string;
  /** A receipt for each is written to the folder in which it lies. */
  readonly writesReceipts: boolean;
  readonly isStopped: () => boolean;
  /** Called before each package and with what came of it. */
  readonly onPlace: (place: number) => void;
  readonly onTold: (told: readonly Told[]) => void;
  /** How an issue is called here by now. */
  readonly nameOf: (issueId: string | undefined) => Promise<string>;
}

/** Takes packages in the order in which they follow each other, and tells what came of each. */
export async function takePackages(packages: readonly FoundPackage[], taking: Taking): Promise<void> {
  const stop = () => taking.onTold([{ kind: 'warn', text: strings.stopped }]);
  let place = 0;
  const waiting = await takeInTurn(packages, {
    async take({ files }) {
      if (taking.isStopped()) return void stop();
      place += 1;
      taking.onPlace(Math.min(place, packages.length));
      const answer = await office.takePackage({ files: [...files], medium: taking.medium });
      return !answer.ok && answer.details?.isStopped === true ? void stop() : answer;
    },
    async tell(one, answer) {
      taking.onTold(answer.ok ? await toldOf(answer.value, one, taking) : [refusedAs(answer, one)]);
    },
  });
  if (waiting.length > 0) taking.onTold(waiting.map(({ one, refusal }) => refusedAs(refusal, one)));
}

/** Takes one although packages before it are missing, which are given up as lost for a reason. */
export async function takeAsLost(
  one: FoundPackage,
  reason: string,
  taking: Omit<Taking, 'isStopped' | 'onPlace'>,
): Promise<void> {
  const answer = await office.takePackage({ files: [...one.files], medium: taking.medium, missingReason: reason });
  taking.onTold(answer.ok ? await toldOf(answer.value, one, taking) : [refusedAs(answer, one)]);
}

function refusedAs({ message, details }: Refusal, one: FoundPackage): Told {
  return { kind: 'error', text: message, ...(details?.reason === 'gap' ? { waits: one } : {}) };
}

async function toldOf(
  { entry, outcome, person, daysApart }: CommandOutput<'takePackage'>,
  one: FoundPackage,
  { medium, folder, writesReceipts, nameOf }: Pick<Taking, 'medium' | 'folder' | 'writesReceipts' | 'nameOf'>,
): Promise<readonly Told[]> {
  const { kind, issueId, hash = '', machines } = entry;
  const from = machines[0]?.name ?? '';
  const more: readonly Told[] = [
    ...(outcome.unresolved.length === 0
      ? []
      : [{ kind: 'warn' as const, text: strings.unresolvedCame(outcome.unresolved.length) }]),
    ...(daysApart === 0 ? [] : [{ kind: 'warn' as const, text: strings.takenClock(daysApart) }]),
  ];
  const name = await nameOf(issueId);
  const isHere = name !== strings.unknownIssue;
  const what = `${kind === undefined ? '' : strings.kinds[kind]}${name}`;
  const said = kind === 'receipt' ? strings.takenReceipt(from) : strings.taken(what, from, person);
  const taken: Told = {
    kind: 'ok',
    text: said + outcomeText(outcome, strings.takenRegister),
    ways: [...(isHere ? wayToIssue(issueId) : []), ...waysToArticles(outcome.articles ?? [])],
  };
  if (kind === 'receipt') return [taken, ...more];
  if (!writesReceipts) return [taken, ...more];
  const isFromOthers = (one.outside?.gathered ?? []).length > 0;
  const place = isFromOthers ? folder : folderOf(one.files[0] ?? '');
  const receipt = await office.writeReceipt({ hash, folder: place, medium });
  return [
    taken,
    ...more,
    receipt.ok
      ? { kind: 'ok', text: strings.receiptWritten }
      : { kind: 'warn', text: strings.receiptNot(receipt.message) },
  ];
}

function wayToIssue(id: string | undefined): readonly Way[] {
  return id === undefined ? [] : [{ label: strings.openIssue, to: { place: 'issues', id } }];
}

function waysToArticles(articles: NonNullable<CommandOutput<'takePackage'>['outcome']['articles']>): readonly Way[] {
  if (articles.length > mostWays) return [{ label: strings.openArticles, to: { place: 'articles' } }];
  return articles.map(({ id, title }) => ({
    label: articles.length === 1 ? strings.openArticle : strings.openArticleOf(title || articleStrings.untitled),
    to: { place: 'articles', id },
  }));
}

/** The folder in which a file lies, as either system writes paths. */
function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end <= 0 ? path.slice(0, end + 1) : path.slice(0, end);
}
