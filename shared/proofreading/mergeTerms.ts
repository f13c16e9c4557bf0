import { mostTerms, type Term, type TermEntry, wordsOf, wrongOf } from './term.ts';
import type { LineFault, ReadTerm } from './termTable.ts';

/** What taking in a table does: entries of the same set and words are changed, others added; none goes. */
export interface TermMerge {
  readonly added: readonly ReadTerm[];
  readonly changed: readonly { readonly read: ReadTerm; readonly term: Term }[];
  readonly same: number;
  readonly faults: readonly LineFault[];
}

/** Every form is either right or wrong in a set, and belongs to one entry of it. */
export interface TermForms {
  /** Takes an entry in; or says in Chinese what stands against it and does not. */
  readonly add: (publicationId: string | undefined, entry: TermEntry) => string | undefined;
}

export function createTermForms(): TermForms {
  const owners = new Map<string, { readonly words: string; readonly isRight: boolean }>();
  return {
    add(publicationId, entry) {
      const words = wordsOf(entry);
      const own = formsOf(entry).map((form) => ({ form, key: `${publicationId ?? ''}\n${form}` }));
      for (const { form, key } of own) {
        const owner = owners.get(key);
        if (owner === undefined) continue;
        if (form === words && form === owner.words) return `“${words}”已经有一条。`;
        return `“${form}”在“${owner.words}”一条中是${owner.isRight ? '规范写法' : '不用的写法'}。`;
      }
      for (const { form, key } of own) owners.set(key, { words, isRight: entry.kind !== 'avoid' && form === words });
      return undefined;
    },
  };
}

/** All forms an entry speaks of as right or wrong, but for the suggestion instead of what is to be avoided. */
export function formsOf(entry: TermEntry): readonly string[] {
  return [...new Set([wordsOf(entry), ...wrongOf(entry)])];
}

export function mergeTerms(terms: readonly Term[], read: readonly ReadTerm[]): TermMerge {
  const keyOf = ({ publicationId, entry }: Pick<Term, 'publicationId' | 'entry'>) =>
    `${publicationId ?? ''}\n${wordsOf(entry)}`;
  const known = new Map(terms.map((term) => [keyOf(term), term]));
  const asked = new Map<string, ReadTerm>();
  const faults: LineFault[] = [];
  for (const one of read) {
    const before = asked.get(keyOf(one));
    if (before) faults.push({ line: one.line, message: `与第${before.line}行的“${wordsOf(one.entry)}”重复。` });
    else asked.set(keyOf(one), one);
  }
  const forms = createTermForms();
  for (const term of terms) if (!asked.has(keyOf(term))) forms.add(term.publicationId, term.entry);
  const added: ReadTerm[] = [];
  const changed: { readonly read: ReadTerm; readonly term: Term }[] = [];
  let same = 0;
  for (const one of asked.values()) {
    const message = forms.add(one.publicationId, one.entry);
    const term = known.get(keyOf(one));
    if (message !== undefined) faults.push({ line: one.line, message });
    else if (!term) added.push(one);
    else if (isSame(term.entry, one.entry)) same += 1;
    else changed.push({ read: one, term });
    if (terms.length + added.length > mostTerms) {
      faults.push({ line: one.line, message: `用语最多${mostTerms}条，从这一行起放不下了。` });
      break;
    }
  }
  return { added, changed, same, faults: faults.sort((one, other) => one.line - other.line) };
}

function isSame(one: TermEntry, other: TermEntry): boolean {
  const ordered = (entry: TermEntry) =>
    JSON.stringify(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)));
  return ordered(one) === ordered(other);
}
