import type { packageOutcomes } from '#shared/contract/packageCommands.ts';
import { type CancelReason, cancelVerdict } from '#shared/handover/cancelVerdict.ts';
import { chainRefusal, type LastPackage } from '#shared/handover/chainRefusal.ts';
import { arrivalOf, type IssueLeg } from '#shared/handover/issueTravel.ts';
import { mergeTexts } from '#shared/handover/mergeTexts.ts';

/** An honest picture of machines that hand one issue to each other: the rules are the office's own, the rest is a few lines. */
type Leg = Pick<IssueLeg, 'kind' | 'hash'>;

export interface ModelArticle {
  current: string;
  readonly all: Set<string>;
}

export interface ModelIssue {
  legs: Leg[];
  isHere: boolean;
  /** The package it was lent out with from here. */
  lent: { readonly hash: string; readonly to: number } | undefined;
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
  | { readonly kind: 'cancel'; readonly cancelled: string }
  | { readonly kind: 'receipt'; readonly of: string; readonly cancel: CancelReason | 'honoured' | undefined }
);

type Told =
  | (typeof packageOutcomes)[number]
  | 'replayed'
  | 'older'
  | 'gap'
  | 'chainBroken'
  | 'cancelled!'
  | 'issueOlder'
  | 'bothSigned';

export class ModelMachine {
  readonly place: number;
  issue: ModelIssue | undefined;
  readonly #written = new Map<number, LastPackage>();
  readonly #taken = new Map<number, LastPackage>();
  readonly #known = new Set<string>();
  readonly #cancelled = new Set<string>();
  /** Demands of this machine, with what they take back. */
  readonly #demands = new Map<string, string>();
  readonly #newHash: () => string;

  constructor(place: number, newHash: () => string) {
    this.place = place;
    this.#newHash = newHash;
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
    this.issue.legs.push({ kind: 'lost', hash: this.#newHash() });
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
    const packed: ModelPackage = { ...this.#place(to), kind: 'issue', isCopy, issue: copyOf(issue) };
    if (!isCopy) {
      issue.legs.push({ kind: 'sent', hash: packed.hash });
      issue.isHere = false;
      issue.lent = { hash: packed.hash, to };
    }
    return packed;
  }

  cancel(): ModelPackage | undefined {
    const lent = this.issue?.lent;
    if (!lent) return undefined;
    const packed: ModelPackage = { ...this.#place(lent.to), kind: 'cancel', cancelled: lent.hash };
    this.#demands.set(packed.hash, lent.hash);
    return packed;
  }

  receipt(packed: ModelPackage, told: Told): ModelPackage {
    const cancel = packed.kind === 'cancel' ? (told === 'cancelled' ? 'honoured' : 'opened') : undefined;
    return { ...this.#place(packed.from), kind: 'receipt', of: packed.hash, cancel };
  }

  /** What becomes of a package that is put in here; `givesUp` what is missing before it. */
  take(packed: ModelPackage, givesUp: boolean): Told {
    if (this.#cancelled.has(packed.hash)) return 'cancelled!';
    const isGapGivenUp = givesUp || packed.kind === 'cancel';
    const refusal = chainRefusal(packed, this.#taken.get(packed.from), this.#known.has(packed.hash), isGapGivenUp);
    if (refusal) return refusal.reason as Told;
    const told = this.#takeIn(packed);
    if (told === 'issueOlder' || told === 'bothSigned') return told;
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
      if (!issue || issue.lent?.hash !== lent) return 'receipt';
      issue.legs.push({ kind: 'cancelled', hash: `back ${lent}` });
      issue.lent = undefined;
      issue.isHere = true;
      return 'cancelHonoured';
    }
    if (packed.kind === 'cancel') {
      if (this.#cancelled.has(packed.cancelled)) return 'cancelled';
      const place = issue?.legs.findIndex(({ hash }) => hash === packed.cancelled) ?? -1;
      const isLast = issue !== undefined && place >= 0 && place === issue.legs.length - 1 && issue.isHere;
      const why = cancelVerdict({
        package: place < 0 ? 'absent' : isLast ? 'last' : 'followed',
        isOpened: issue?.isOpened ?? false,
        isChanged: issue?.isChanged ?? false,
      });
      if (why !== undefined) return 'tooLate';
      this.#cancelled.add(packed.cancelled);
      if (issue && place >= 0) {
        issue.legs.push({ kind: 'cancelled', hash: `back ${packed.cancelled}` });
        issue.isHere = false;
      }
      return 'cancelled';
    }
    return this.#arrive(packed);
  }

  #arrive({ issue: coming, isCopy, hash }: Extract<ModelPackage, { kind: 'issue' }>): Told {
    const { issue: here } = this;
    const legs: Leg[] = isCopy ? [...coming.legs] : [...coming.legs, { kind: 'sent', hash }];
    const standing = here && { legs: here.legs, isHere: here.isHere, signed: signedOf(here), step: here.step };
    const arrival = arrivalOf(standing, { legs, isCopy, signed: signedOf(coming), step: coming.step });
    if (arrival === 'older') return 'issueOlder';
    if (arrival === 'bothSigned') return 'bothSigned';
    if (arrival === 'forkLoses' && here) {
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
    articles: new Map(articles.map((id) => [id, { current: `${id}0`, all: new Set([`${id}0`]) }])),
    unresolved: new Set(),
    approved: undefined,
    number: undefined,
    step: 0,
    isOpened: true,
    isChanged: true,
  };
}
