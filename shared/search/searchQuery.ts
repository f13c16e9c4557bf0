import { foldText } from './foldText.ts';
import { type DaySpan, daysNamed, daysOfField } from './queryDates.ts';

/** A sentence may be pasted, a whole article is not a question. UTF-16 units. */
const longestQuery = 1000;
/** Nobody means more brackets inside of brackets, and SQLite takes no more than it can count. */
const deepestBrackets = 12;

/** What may be asked about by name; `number` is 期号, `person` 人, `marking` 标识. */
export const searchFields = ['title', 'unit', 'column', 'publication', 'number', 'person', 'marking'] as const;
export type SearchField = (typeof searchFields)[number];

const fieldNames: Readonly<Record<string, SearchField | 'days'>> = {
  标题: 'title',
  单位: 'unit',
  栏目: 'column',
  刊名: 'publication',
  刊物: 'publication',
  期号: 'number',
  人: 'person',
  标识: 'marking',
  年: 'days',
  年份: 'days',
  日期: 'days',
};

/** What is searched for. `words` are folded; without `field` they may stand anywhere. */
export type QueryNode =
  | { readonly kind: 'words'; readonly words: string; readonly field?: SearchField }
  | { readonly kind: 'days'; readonly span: DaySpan }
  | { readonly kind: 'and' | 'or'; readonly of: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly of: QueryNode };

/** What could not be read as it was meant, and where in the query, in UTF-16 units; the rest is searched for all the same. */
export type QueryNote = {
  readonly kind:
    | 'openQuote'
    | 'openBracket'
    | 'strayBracket'
    | 'missingWords'
    | 'emptyField'
    | 'noSuchDay'
    | 'tooLong'
    | 'tooDeep';
  readonly start: number;
  readonly end: number;
};

/** `node` is undefined where nothing is asked. */
export type ParsedQuery = { readonly node: QueryNode | undefined; readonly notes: readonly QueryNote[] };

/**
 * Reads a query: blanks mean AND; OR, 或 and | mean OR; NOT, 非 and a hyphen before a word mean NOT; brackets hold together,
 * “…” and "…" are a phrase; 标题： and its like ask about one field, 2026年5月 and its like about days. Any text is lawful.
 * Punctuation inside words stands for any punctuation, at their ends for nothing.
 */
export function parseQuery(query: string): ParsedQuery {
  const notes: QueryNote[] = [];
  if (query.length > longestQuery) notes.push({ kind: 'tooLong', start: longestQuery, end: query.length });
  const text = query.slice(0, longestQuery);
  const alone = text.trim();
  // One who looks for the character itself has typed nothing else.
  if (operatorOf(alone) !== undefined) return { node: wordsNode(alone, undefined), notes };
  const reader = createReader(text, notes);
  const node = reader.alternatives(0);
  return { node, notes: notes.sort((one, other) => one.start - other.start) };
}

/** The words that a hit may show, folded, each once: none that are asked to be absent, no numbers of issues. */
export function queryTerms(query: string): readonly string[] {
  const { node } = parseQuery(query);
  return node ? [...new Set(wordsIn(node))] : [];
}

function wordsIn(node: QueryNode): readonly string[] {
  switch (node.kind) {
    case 'words':
      return node.field === 'number' ? [] : [node.words];
    case 'and':
    case 'or':
      return node.of.flatMap(wordsIn);
    case 'days':
    case 'not':
      return [];
    default:
      return node satisfies never;
  }
}

type Operator = 'or' | 'and' | 'not';

function operatorOf(word: string): Operator | undefined {
  switch (word.normalize('NFKC')) {
    case 'OR':
    case '或':
      return 'or';
    case 'AND':
      return 'and';
    case 'NOT':
    case '非':
      return 'not';
    default:
      return undefined;
  }
}

function wordsNode(original: string, field: SearchField | undefined): QueryNode | undefined {
  const words = foldText(original).text.trim();
  if (!words) return undefined;
  return { kind: 'words', words, ...(field ? { field } : {}) };
}

const blank = /\s/;
const fieldStart = new RegExp(`^(${Object.keys(fieldNames).join('|')})[:：]`);
const closingQuotes: Readonly<Record<string, string>> = { '“': '”', '"': '"', '＂': '＂' };

/** A recursive reader of one query; it always goes on and always ends. */
function createReader(text: string, notes: QueryNote[]) {
  let at = 0;
  const signAt = (index: number) => text.charAt(index).normalize('NFKC');
  const skipBlanks = () => {
    while (at < text.length && blank.test(text.charAt(at))) at += 1;
  };
  const closingQuoteAt = (index: number) => {
    const closing = closingQuotes[text.charAt(index)];
    return closing === undefined ? -1 : text.indexOf(closing, index + 1);
  };

  /** Where the word that begins here ends: at a blank, a quote, a bar, or the bracket that closes the group around it. */
  const endOfWord = (depth: number) => {
    let open = 0;
    let end = at;
    for (; end < text.length; end += 1) {
      const sign = signAt(end);
      if (blank.test(text.charAt(end)) || sign === '|' || text.charAt(end) in closingQuotes) break;
      if (sign === '(') open += 1;
      if (sign === ')' && (open > 0 || depth > 0)) {
        if (open === 0) break;
        open -= 1;
      }
    }
    return end;
  };

  const nextOperator = (depth: number): { readonly operator: Operator; readonly end: number } | undefined => {
    if (signAt(at) === '|') return { operator: 'or', end: at + 1 };
    // 非（甲 或 乙） is written without a blank.
    const [beforeBracket] = /^(?:OR|AND|NOT|或|非)(?=[(（])/u.exec(text.slice(at)) ?? [];
    const end = beforeBracket === undefined ? endOfWord(depth) : at + beforeBracket.length;
    const operator = operatorOf(text.slice(at, end));
    if (operator) return { operator, end };
    const isHyphen = signAt(at) === '-' && at + 1 < text.length && !blank.test(text.charAt(at + 1));
    return isHyphen ? { operator: 'not', end: at + 1 } : undefined;
  };

  function alternatives(depth: number, field?: SearchField): QueryNode | undefined {
    const found: QueryNode[] = [];
    let bar: { readonly start: number; readonly end: number } | undefined;
    for (;;) {
      const node = conjunction(depth, field);
      if (node) found.push(node);
      else if (bar) notes.push({ kind: 'missingWords', ...bar });
      skipBlanks();
      const next = at < text.length ? nextOperator(depth) : undefined;
      if (next?.operator !== 'or') break;
      if (!node && !bar) notes.push({ kind: 'missingWords', start: at, end: next.end });
      bar = { start: at, end: next.end };
      at = next.end;
    }
    return joined('or', found);
  }

  function conjunction(depth: number, field: SearchField | undefined): QueryNode | undefined {
    const found: QueryNode[] = [];
    for (;;) {
      skipBlanks();
      if (at >= text.length || (depth > 0 && signAt(at) === ')')) break;
      const next = nextOperator(depth);
      if (next?.operator === 'or') break;
      if (next?.operator === 'and') at = next.end;
      else {
        const node = operand(depth, field);
        if (node) found.push(node);
      }
    }
    return joined('and', found);
  }

  function operand(depth: number, field: SearchField | undefined): QueryNode | undefined {
    const start = at;
    let isNegated = false;
    for (let next = nextOperator(depth); next?.operator === 'not'; next = nextOperator(depth)) {
      isNegated = !isNegated;
      at = next.end;
      skipBlanks();
      if (at >= text.length) break;
    }
    if (start === at) return positive(depth, field);
    const isNothingLeft =
      at >= text.length || nextOperator(depth)?.operator === 'or' || (depth > 0 && signAt(at) === ')');
    const node = isNothingLeft ? undefined : positive(depth, field);
    if (!node) {
      notes.push({ kind: 'missingWords', start, end: at });
      return undefined;
    }
    return isNegated ? { kind: 'not', of: node } : node;
  }

  function positive(depth: number, field: SearchField | undefined): QueryNode | undefined {
    const start = at;
    if (text.charAt(at) in closingQuotes) {
      const closing = closingQuoteAt(at);
      at = closing < 0 ? start + 1 : closing + 1;
      if (closing >= 0) return fieldWords(text.slice(start + 1, closing), field);
      notes.push({ kind: 'openQuote', start, end: at });
      return undefined;
    }
    if (signAt(at) === '(') return group(depth, field);
    if (signAt(at) === ')') {
      at += 1;
      notes.push({ kind: 'strayBracket', start, end: at });
      return undefined;
    }
    const named = fieldStart.exec(text.slice(at));
    if (named) return namedField(named, depth);
    const end = endOfWord(depth);
    at = Math.max(end, start + 1);
    const word = text.slice(start, at);
    if (field) return fieldWords(word, field);
    const span = daysNamed(word);
    if (span) return { kind: 'days', span };
    // It may be words all the same.
    if (span === null) notes.push({ kind: 'noSuchDay', start, end: at });
    return wordsNode(word, undefined);
  }

  function group(depth: number, field: SearchField | undefined): QueryNode | undefined {
    const start = at;
    at += 1;
    if (depth >= deepestBrackets) {
      notes.push({ kind: 'tooDeep', start, end: at });
      return undefined;
    }
    const node = alternatives(depth + 1, field);
    if (at < text.length) at += 1;
    else notes.push({ kind: 'openBracket', start, end: start + 1 });
    return node;
  }

  function namedField([whole, name = '']: RegExpExecArray, depth: number): QueryNode | undefined {
    const start = at;
    const field = fieldNames[name] ?? 'title';
    at += whole.length;
    skipBlanks();
    const isNothingLeft =
      at >= text.length || (depth > 0 && signAt(at) === ')') || nextOperator(depth)?.operator === 'or';
    if (isNothingLeft) {
      notes.push({ kind: 'emptyField', start, end: start + whole.length });
      return undefined;
    }
    if (field === 'days') return days(start, depth);
    if (fieldStart.test(text.slice(at))) {
      notes.push({ kind: 'emptyField', start, end: start + whole.length });
      return undefined;
    }
    const node = positive(depth, field);
    if (!node) notes.push({ kind: 'emptyField', start, end: at });
    return node;
  }

  function days(start: number, depth: number): QueryNode | undefined {
    const closing = closingQuoteAt(at);
    const end = closing < 0 ? Math.max(endOfWord(depth), at + 1) : closing + 1;
    const word = closing < 0 ? text.slice(at, end) : text.slice(at + 1, closing);
    at = end;
    const span = daysOfField(word);
    if (span) return { kind: 'days', span };
    notes.push({ kind: 'noSuchDay', start, end });
    return undefined;
  }

  return { alternatives };
}

/** 期号：6 asks for 第6期 of whatever series. */
function fieldWords(original: string, field: SearchField | undefined): QueryNode | undefined {
  const isSerial = field === 'number' && /^\d+$/.test(original.normalize('NFKC').trim());
  return wordsNode(isSerial ? `第${Number(original.normalize('NFKC'))}期` : original, field);
}

function joined(kind: 'and' | 'or', of: readonly QueryNode[]): QueryNode | undefined {
  return of.length > 1 ? { kind, of } : of[0];
}
