import { codesOf, createAutomaton } from './automaton.ts';
import type { RuleName, WordRule } from './builtInRules.ts';
import { lonePairs } from './pairRule.ts';
import { patternRules } from './patternRules.ts';
import type { SoundsOf } from './soundMisses.ts';
import { type Term, wordsOf } from './term.ts';
import { createTermMatcher, type TermMatch } from './termMatches.ts';
import { accountWords, slipWords, variantWords, type WordRow } from './wordRules.ts';

/** What is looked for in a text: data that can be handed to a worker. */
export interface Lexicon {
  /** Those of the office and of the text's publication. */
  readonly terms: readonly Term[];
  /** The built-in rules that are on. */
  readonly rules: readonly RuleName[];
}

/** A place that somebody should look at, in UTF-16 units of its line. */
export interface TextFinding {
  readonly start: number;
  readonly end: number;
  /** The words that stand there. */
  readonly words: string;
  /** Where it comes from: `term:` and an id, or `rule:` and a name. */
  readonly source: string;
  /** By what it is known again: these words, for a sign with those around it. */
  readonly quote: string;
  /** A whole Chinese sentence. */
  readonly message: string;
  readonly suggestions: readonly string[];
}

export interface CheckedText {
  readonly text: string;
  /** False for a line of a title, whose brackets may close in the next. */
  readonly isWhole: boolean;
}

export type Proofreader = (checked: CheckedText) => readonly TextFinding[];

/** A sign is known again by so many characters on either side. */
const around = 6;
const longestQuote = 60;

/**
 * Checks texts against the terms and the built-in rules, in time of the text. Findings come in the order of the text and
 * do not overlap; a term goes before a rule, and what a term says is right is right.
 */
export function createProofreader({ terms, rules }: Lexicon, soundsOf?: SoundsOf): Proofreader {
  const match = createTermMatcher(terms, soundsOf);
  const findWords = createWordFinder(rules);
  const patterns = patternRules.filter(({ rule }) => rules.includes(rule));
  const findsPairs = rules.includes('lonePair');
  return ({ text, isWhole }) => {
    const { matches, isRight } = match(text);
    const byTerm = matches.map((one) => termFinding(text, one));
    const byRule = findWords(text);
    for (const { rule, pattern, suggestions, says } of patterns) {
      for (const found of text.matchAll(pattern)) {
        const words = found[0];
        const start = found.index;
        const end = start + words.length;
        byRule.push({
          ...ruleFinding(text, rule, start, end),
          message: `“${words}”${says}。`,
          suggestions: suggestions(found),
        });
      }
    }
    if (findsPairs && isWhole) {
      for (const { sign, start, end } of lonePairs(text)) {
        byRule.push({ ...ruleFinding(text, 'lonePair', start, end), message: `“${sign}”没有配对。`, suggestions: [] });
      }
    }
    if (byRule.length === 0) return byTerm;
    const ordered = [...byTerm, ...byRule.filter(({ start, end }) => !isRight(start, end))];
    return withoutOverlaps(ordered, text.length);
  };
}

/** Terms first, then the longer one, then the earlier one. */
function withoutOverlaps(findings: readonly TextFinding[], length: number): readonly TextFinding[] {
  const isTerm = ({ source }: TextFinding) => source.startsWith('term:');
  const byWeight = findings.toSorted(
    (one, other) =>
      Number(isTerm(other)) - Number(isTerm(one)) ||
      other.end - other.start - (one.end - one.start) ||
      one.start - other.start,
  );
  const taken = new Uint8Array(length);
  const kept = byWeight.filter(({ start, end }) => {
    // A term may be shorter than a rule's words that lie around it.
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((one, other) => one.start - other.start);
}

function termFinding(text: string, { start, end, term, isListed }: TermMatch): TextFinding {
  const words = text.slice(start, end);
  return { start, end, words, quote: words, source: `term:${term.id}`, ...told(term, words, isListed) };
}

function told({ entry }: Term, words: string, isListed: boolean): Pick<TextFinding, 'message' | 'suggestions'> {
  const right = wordsOf(entry);
  if (entry.kind === 'avoid') {
    const { suggestion, reason } = entry;
    const instead = suggestion === undefined ? '' : `，可改为“${suggestion}”`;
    return {
      message: `“${words}”不宜使用${instead}：${reason}`,
      suggestions: suggestion === undefined ? [] : [suggestion],
    };
  }
  const note = entry.note === undefined ? '。' : `：${entry.note}`;
  const says = isListed ? `应写作“${right}”` : `可能是“${right}”之误`;
  return { message: `“${words}”${says}${note}`, suggestions: [right] };
}

function ruleFinding(text: string, rule: RuleName, start: number, end: number) {
  // A character beyond the first plane may be cut in two; half of one is kept nowhere.
  const quote = text
    .slice(Math.max(0, start - around), end + around)
    .slice(0, longestQuote)
    .toWellFormed();
  return { start, end, words: text.slice(start, end), quote, source: `rule:${rule}` };
}

const wordRules: Readonly<Record<WordRule, readonly WordRow[]>> = {
  variantWord: variantWords,
  accountWord: accountWords,
  slipWord: slipWords,
};

function createWordFinder(rules: readonly RuleName[]): (text: string) => TextFinding[] {
  const rows = (Object.keys(wordRules) as WordRule[])
    .filter((rule) => rules.includes(rule))
    .flatMap((rule) => wordRules[rule].map((row) => ({ rule, row })));
  const automaton = createAutomaton(rows.map(({ row: [wrong] }) => codesOf(wrong)));
  return (text) => {
    const findings: TextFinding[] = [];
    automaton.scan(codesOf(text), (number, end) => {
      const found = rows[number];
      if (!found) return;
      const [wrong, right, notBehind = '', notBefore = ''] = found.row;
      const start = end - wrong.length;
      if (holds(notBehind, text.charAt(start - 1)) || holds(notBefore, text.charAt(end))) return;
      findings.push({
        ...ruleFinding(text, found.rule, start, end),
        quote: wrong,
        message: `“${wrong}”应写作“${right}”。`,
        suggestions: [right],
      });
    });
    return findings;
  };
}

function holds(characters: string, character: string): boolean {
  return character !== '' && characters.includes(character);
}
