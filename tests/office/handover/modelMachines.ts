import type { packageOutcomes } from '#shared/contract/packageCommands.ts';
import { type CancelReason, cancelVerdict } from '#shared/handover/cancelVerdict.ts';
import { chainRefusal, type LastPackage } from '#shared/handover/chainRefusal.ts';
import type { IssueLeg } from '#shared/handover/issueLeg.ts';
import { arrivalOf, countsBefore } from '#shared/handover/issueTravel.ts';
import { mergeTexts } from '#shared/handover/mergeTexts.ts';
import { wayFault } from '#shared/handover/wayFault.ts';

/** An honest picture of machines that hand one issue to each other: the rules are the office's own, the rest is a few lines. */
export interface ModelLeg extends Pick<IssueLeg, 'kind' | 'hash' | 'from' | 'to'> {
  readonly previous: string;
  /** Whose key has signed it. */
  readonly by: string;
}

export const nameOf = (place: number) => `machine ${place}`;

export interface ModelArticle {
  current: string;
  readonly all: Set<string>;
}

export interface ModelIssue {
  legs: ModelLeg[];
  isHere: boolean;
  /** The package it was lent out with from here. */
  lent: { readonly hash: string; readonly leg: ModelLeg; readonly to: number } | undefined;
  /** Who has it, where it is not here. */
  holder: string;
  readonly articles: Map<string, ModelArticle>;
  readonly unresolved: Set<string>;
  /** What a reader has put the name to. */
  approved: string | undefined;
  number: number | undefined;
  /** 印发 and 归档 after 签发. */
  step: number;
  /** Since the package came that brought it: somebody has looked at it, or worked on it. */
  isOpened: boolean;
  isChanged: boolean;
}

export type ModelPackage = {
  readonly hash: string;
  readonly from: number;
  readonly to: number;
  readonly sequence: number;
  readonly previous: string | null;
} & (
  | { readonly kind: 'issue'; readonly isCopy: boolean; readonly issue: ModelIssue }
  | { readonly kind: 'cancel'; readonly cancelled: string; readonly leg: ModelLeg }
  | {
      readonly kind: 'receipt';
      readonly of: string;
      readonly cancel: CancelReason | 'honoured' | undefined;
      readonly leg: ModelLeg | undefined;
    }
);

type Told =
  | (typeof packageOutcomes)[number]
  | 'replayed'
  | 'older'
  | 'gap'
  | 'chainBroken'
  | 'cancelled!'
  | 'issueOlder'
  | 'bothSigned'
  | 'signedHere'
  | 'neverHad'
  | 'broken';

/** What is not taken leaves everything as it was, and can be taken later. */
const refusals: readonly Told[] = ['issueOlder', 'bothSigned', 'signedHere', 'neverHad', 'broken'];

export class ModelMachine {
  readonly place: number;
  issue: ModelIssue | undefined;
  readonly #written = new Map<number, LastPackage>();
  readonly #taken = new Map<number, LastPackage>();
  readonly #known = new Set<string>();
  /** Packages that were given back, with the leg by which. */
  readonly #cancelled = new Map<string, ModelLeg>();
  /** Demands of this machine, with what they take back. */
  readonly #demands = new Map<string, string>();
  readonly #newHash: () => string;

  constructor(place: number, newHash: () => string) {
    this.place = place;
    this.#newHash = newHash;
  }

  get name(): string {
    return nameOf(this.place);
  }

  #leg(kind: ModelLeg['kind'], previous: string | undefined, to: string, from = this.name): ModelLeg {
    return { kind, hash: this.#newHash(), previous: previous ?? '', from, to, by: this.name };
  }

  /** Whether this package was taken here, and was not given back on demand. */
  knows(hash: string): boolean {
    return this.#known.has(hash) && !this.#cancelled.has(hash);
  }

  get mayChange(): boolean {
    return this.issue?.isHere === true && this.issue.number === undefined;
  }

  get mayLend(): boolean {
    return this.issue?.isHere === true && this.issue.unresolved.size === 0;
  }

  edit(article: string, text: string): void {
    const { issue } = this;
    const held = issue?.articles.get(article);
    if (!issue || !held) return;
    held.current = text;
    held.all.add(text);
    issue.approved = undefined;
    issue.isChanged = true;
  }

  approve(): void {
    if (!this.issue) return;
    this.issue.approved = textOf(this.issue);
    this.issue.isChanged = true;
  }

  get maySign(): boolean {
    const { issue } = this;
    return this.mayChange && issue !== undefined && issue.unresolved.size === 0 && issue.approved === textOf(issue);
  }

  reclaim(): void {
    if (!this.issue) return;
    this.issue.legs.push(this.#leg('lost', this.issue.legs.at(-1)?.hash, this.name));
    this.issue.isHere = true;
    this.issue.lent = undefined;
    this.issue.isOpened = true;
  }

  resolve(article: string, takesOther: string | undefined): void {
    if (takesOther !== undefined) this.edit(article, takesOther);
    this.issue?.unresolved.delete(article);
    if (this.issue) this.issue.isOpened = true;
  }

  #place(to: number): Pick<ModelPackage, 'hash' | 'from' | 'to' | 'sequence' | 'previous'> {
    const last = this.#written.get(to);
    const hash = this.#newHash();
    const sequence = (last?.sequence ?? 0) + 1;
    this.#written.set(to, { sequence, hash });
    return { hash, from: this.place, to, sequence, previous: last?.hash ?? null };
  }

  send(to: number, isCopy: boolean): ModelPackage | undefined {
    const { issue } = this;
    if (!issue) return undefined;
    const leg = this.#leg('sent', issue.legs.at(-1)?.hash, nameOf(to));
    const told = copyOf(issue);
    const packed: ModelPackage = { ...this.#place(to), kind: 'issue', isCopy, issue: told };
    if (!isCopy) {
      told.legs.push(leg);
      issue.legs.push(leg);
      issue.isHere = false;
      issue.lent = { hash: packed.hash, leg, to };
      issue.holder = nameOf(to);
    }
    return packed;
  }

  /**
   * What a machine writes that never had the issue and knows its way from a copy: some of it, then legs that it signs itself,
   * in another's name where that helps, and a text of its own.
   */
  lie(told: ModelIssue, to: number, random: () => number): ModelPackage {
    const issue = copyOf(told);
    const { legs } = issue;
    legs.length = Math.floor(random() * (legs.length + 1));
    const add = (kind: ModelLeg['kind'], toWhom: string, from?: string) => {
      legs.push(this.#leg(kind, legs.at(-1)?.hash, toWhom, from));
    };
    const has = legs.at(-1)?.to;
    const way = random();
    if (way < 0.3) add('sent', this.name, has ?? nameOf(to));
    else if (way < 0.45) add('lost', this.name);
    else if (way < 0.6) add('cancelled', this.name, has ?? nameOf(to));
    const isCopy = random() < 0.3;
    if (!isCopy) add('sent', nameOf(to));
    for (const [id, held] of issue.articles) {
      if (random() < 0.5) issue.articles.set(id, { current: 'a lie', all: new Set([...held.all, 'a lie']) });
    }
    if (issue.number === undefined) issue.approved = undefined;
    return { hash: this.#newHash(), from: this.place, to, sequence: 1, previous: null, kind: 'issue', isCopy, issue };
  }

  cancel(): ModelPackage | undefined {
    const lent = this.issue?.lent;
    if (!lent) return undefined;
    const packed: ModelPackage = { ...this.#place(lent.to), kind: 'cancel', cancelled: lent.hash, leg: lent.leg };
    this.#demands.set(packed.hash, lent.hash);
    return packed;
  }

  receipt(packed: ModelPackage, told: Told): ModelPackage {
    const cancel = packed.kind === 'cancel' ? (told === 'cancelled' ? 'honoured' : 'opened') : undefined;
    const leg = packed.kind === 'cancel' ? this.#cancelled.get(packed.cancelled) : undefined;
    return { ...this.#place(packed.from), kind: 'receipt', of: packed.hash, cancel, leg };
  }

  /** What becomes of a package that is put in here; `givesUp` what is missing before it. */
  take(packed: ModelPackage, givesUp: boolean): Told {
    if (this.#cancelled.has(packed.hash)) return 'cancelled!';
    const isGapGivenUp = givesUp || packed.kind === 'cancel';
    const refusal = chainRefusal(packed, this.#taken.get(packed.from), this.#known.has(packed.hash), isGapGivenUp);
    if (refusal) return refusal.reason as Told;
    const told = this.#takeIn(packed);
    if (refusals.includes(told)) return told;
    this.#known.add(packed.hash);
    this.#taken.set(packed.from, { sequence: packed.sequence, hash: packed.hash });
    return told;
  }

  #takeIn(packed: ModelPackage): Told {
    const { issue } = this;
    if (packed.kind === 'receipt') {
      const lent = this.#demands.get(packed.of);
      if (packed.cancel === undefined || lent === undefined) return 'receipt';
      if (packed.cancel !== 'honoured') return 'cancelRefused';
      if (!issue || issue.lent?.hash !== lent || !packed.leg) return 'receipt';
      issue.legs.push(packed.leg);
      issue.lent = undefined;
      issue.isHere = true;
      return 'cancelHonoured';
    }
    if (packed.kind === 'cancel') {
      if (this.#cancelled.has(packed.cancelled)) return 'cancelled';
      const place = issue?.legs.findIndex(({ hash }) => hash === packed.leg.hash) ?? -1;
      const isLast = issue !== undefined && place >= 0 && place === issue.legs.length - 1 && issue.isHere;
      const why = cancelVerdict({
        package: place < 0 && !this.#known.has(packed.cancelled) ? 'absent' : isLast ? 'last' : 'followed',
        isOpened: issue?.isOpened ?? false,
        isChanged: issue?.isChanged ?? false,
      });
      if (why !== undefined) return 'tooLate';
      const back = this.#leg('cancelled', packed.leg.hash, packed.leg.from);
      this.#cancelled.set(packed.cancelled, back);
      if (issue && place >= 0) {
        issue.legs.push(back);
        issue.isHere = false;
        issue.holder = packed.leg.from;
      }
      return 'cancelled';
    }
    return this.#arrive(packed);
  }

  #arrive({ issue: coming, isCopy, from, to }: Extract<ModelPackage, { kind: 'issue' }>): Told {
    const { issue: here } = this;
    const legs = [...coming.legs];
    const sender = nameOf(from);
    const fault = wayFault(
      { legs, isCopy, sender, holder: isCopy ? sender : nameOf(to) },
      here && {
        legs: here.legs,
        mayHaveBegunAt: (machine) => machine === (here.isHere ? this.name : here.holder),
      },
      (leg, number, before) =>
        here?.legs[number - 1]?.hash === leg.hash || (leg.by === leg.from && leg.previous === (before?.hash ?? '')),
    );
    if (fault) return fault;
    const standing = here && {
      legs: here.legs,
      isHere: here.isHere,
      signed: signedOf(here),
      hasSignatures: here.approved !== undefined && here.approved === textOf(here),
      step: here.step,
    };
    const arrival = arrivalOf(standing, { legs, isCopy, signed: signedOf(coming), step: coming.step });
    if (arrival === 'older') return 'issueOlder';
    if (arrival === 'bothSigned' || arrival === 'signedHere') return arrival;
    if (arrival === 'forkLoses' && here) {
      const isSame = here.isHere && here.number !== undefined && here.number === coming.number;
      if (isSame && !isCopy && countsBefore(legs, here.legs)) here.legs = legs;
      const open = here.isHere && here.number === undefined;
      for (const [id, text] of coming.articles) {
        const held = here.articles.get(id);
        if (!held) continue;
        const merged = mergeTexts(held, text);
        for (const one of text.all) held.all.add(one);
        if (here.number !== undefined || merged === 'same' || merged === 'ours') continue;
        if (merged === 'theirs' && open) this.edit(id, text.current);
        else here.unresolved.add(id);
      }
      return open ? 'merged' : 'kept';
    }
    const took = copyOf(coming);
    took.legs = legs;
    took.isHere = !isCopy;
    took.holder = sender;
    took.lent = arrival === 'newer' && isCopy && legs.length === here?.legs.length ? here.lent : undefined;
    took.isOpened = false;
    took.isChanged = false;
    took.unresolved.clear();
    for (const id of here?.unresolved ?? []) took.unresolved.add(id);
    this.issue = took;
    for (const [id, held] of here?.articles ?? []) {
      const now = took.articles.get(id);
      if (!now) continue;
      const merged = mergeTexts({ current: now.current, all: new Set(now.all) }, held);
      for (const one of held.all) {
        // With a text of its own beside what came it is not what was sent.
        if (!now.all.has(one)) took.isChanged = true;
        now.all.add(one);
      }
      if (arrival === 'newer' || took.number !== undefined || merged === 'same' || merged === 'ours') continue;
      if (merged === 'theirs' && !isCopy) this.edit(id, held.current);
      else took.unresolved.add(id);
    }
    if (arrival === 'newer') return isCopy ? 'toRead' : 'here';
    return 'merged';
  }
}

const signedOf = ({ number }: ModelIssue) => (number === undefined ? undefined : String(number));

export function textOf(issue: ModelIssue): string {
  return [...issue.articles].map(([id, { current }]) => `${id}=${current}`).join(';');
}

function copyOf(issue: ModelIssue): ModelIssue {
  return {
    ...issue,
    legs: [...issue.legs],
    articles: new Map([...issue.articles].map(([id, { current, all }]) => [id, { current, all: new Set(all) }])),
    unresolved: new Set(issue.unresolved),
  };
}

export function newIssue(articles: readonly string[]): ModelIssue {
  return {
    legs: [],
    isHere: true,
    lent: undefined,
    holder: nameOf(0),
    articles: new Map(articles.map((id) => [id, { current: `${id}0`, all: new Set([`${id}0`]) }])),
    unresolved: new Set(),
    approved: undefined,
    number: undefined,
    step: 0,
    isOpened: true,
    isChanged: true,
  };
}
