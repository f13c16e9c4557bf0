import type { CommandOutput } from '#shared/contract/contract.ts';
import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { office, type Refusal } from '../../app/office.ts';
import { handover as strings } from '../../strings/handover.ts';

/** What came of one package, to be told. */
export interface Told {
  readonly kind: 'ok' | 'warn' | 'error';
  readonly text: string;
  /** The issue that came, to be opened. */
  readonly issueId?: string | undefined;
  /** It can be taken once what is missing before it is given up as lost. */
  readonly waits?: FoundPackage | undefined;
}

export interface Taking {
  readonly medium: string;
  /** A receipt for each is written to the folder in which it lies. */
  readonly writesReceipts: boolean;
  readonly isStopped: () => boolean;
  /** Called before each package and with what came of it. */
  readonly onPlace: (place: number) => void;
  readonly onTold: (told: readonly Told[]) => void;
  /** How an issue is called here by now. */
  readonly nameOf: (issueId: string | undefined) => Promise<string>;
}

/**
 * Takes packages one after the other. One whose turn has not come is tried again after the others: what it follows may be
 * among them.
 */
export async function takePackages(packages: readonly FoundPackage[], taking: Taking): Promise<void> {
  let waiting = packages;
  let place = 0;
  for (let before = waiting.length + 1; waiting.length > 0 && waiting.length < before; ) {
    before = waiting.length;
    const isLastRound = before === 1;
    const later: FoundPackage[] = [];
    for (const one of waiting) {
      if (taking.isStopped()) return taking.onTold([{ kind: 'warn', text: strings.stopped }]);
      place += 1;
      taking.onPlace(Math.min(place, packages.length));
      const answer = await office.takePackage({ files: [...one.files], medium: taking.medium });
      if (answer.ok) taking.onTold(await toldOf(answer.value, one, taking));
      else if (answer.details?.reason === 'gap' && !isLastRound) later.push(one);
      else if (answer.details?.isStopped === true) return taking.onTold([{ kind: 'warn', text: strings.stopped }]);
      else taking.onTold([refusedAs(answer, one)]);
    }
    // Those that came to nothing in a round in which nothing was taken are told at last.
    if (later.length === waiting.length) {
      return taking.onTold(
        later.map((one) => ({ kind: 'error', text: one.message ?? strings.reasons.gap ?? '', waits: one })),
      );
    }
    waiting = later;
  }
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
  { medium, writesReceipts, nameOf }: Pick<Taking, 'medium' | 'writesReceipts' | 'nameOf'>,
): Promise<readonly Told[]> {
  const { kind, issueId, hash = '', machines } = entry;
  const from = machines[0]?.name ?? '';
  const more: readonly Told[] = [
    ...(outcome.unresolved.length === 0
      ? []
      : [{ kind: 'warn' as const, text: strings.unresolvedCame(outcome.unresolved.length) }]),
    ...(daysApart === 0 ? [] : [{ kind: 'warn' as const, text: strings.takenClock(daysApart) }]),
  ];
  const why = outcome.why === undefined ? '' : `${strings.cancelReasons[outcome.why]}。`;
  const name = await nameOf(issueId);
  const isHere = name !== strings.unknownIssue;
  const what = `${kind === undefined ? '' : strings.kinds[kind]}${name}`;
  const said = kind === 'receipt' ? strings.takenReceipt(from) : strings.taken(what, from, person);
  const taken: Told = {
    kind: 'ok',
    text: `${said}${strings.outcomes[outcome.kind] ?? ''}${why}`,
    issueId: isHere ? issueId : undefined,
  };
  if (kind === 'receipt') return [taken, ...more];
  if (!writesReceipts) return [taken, ...more];
  const receipt = await office.writeReceipt({ hash, folder: folderOf(one.files[0] ?? ''), medium });
  return [
    taken,
    ...more,
    receipt.ok
      ? { kind: 'ok', text: strings.receiptWritten }
      : { kind: 'warn', text: strings.receiptNot(receipt.message) },
  ];
}

/** The folder in which a file lies, as either system writes paths. */
function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end <= 0 ? path.slice(0, end + 1) : path.slice(0, end);
}
