import type { z } from 'zod';
import { faultOf, type Term, TermEntry, type TermKind } from './term.ts';

/** A publication by the name that stands in the table. */
export interface NamedPublication {
  readonly id: string;
  readonly name: string;
}

/** An entry as it was read, with the line of the file it stands in, from 1. */
export interface ReadTerm extends Pick<Term, 'publicationId' | 'entry'> {
  readonly line: number;
}

/** Why a line cannot be read or taken in, in Chinese. */
export interface LineFault {
  readonly line: number;
  readonly message: string;
}

/** Five thousand full lines are a tenth of it. */
export const largestTermTable_bytes = 8 * 2 ** 20;

const head = ['类别', '规范写法', '不用的写法', '说明', '近似', '刊物'] as const;
const kindNames: Readonly<Record<TermKind, string>> = { form: '写法', avoid: '慎用', name: '名称' };
const soundsWord = '同音';
const oneCharacterWord = '一字之差';
const listSign = '；';

/** The lexicon as a table with commas, a line an entry, as Excel and WPS open it: with a byte order mark. */
export function writeTermTable(terms: readonly Term[], publications: readonly NamedPublication[]): string {
  const names = new Map(publications.map(({ id, name }) => [id, name]));
  const rows = terms.map(({ entry, publicationId }) => [
    kindNames[entry.kind],
    ...cellsOf(entry),
    publicationId === undefined ? '' : (names.get(publicationId) ?? ''),
  ]);
  return `\ufeff${[head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

function cellsOf(entry: TermEntry): readonly string[] {
  if (entry.kind === 'avoid') return [entry.suggestion ?? '', entry.words, entry.reason, ''];
  const near = entry.kind === 'name' ? nearWords(entry) : [];
  return [entry.right, entry.wrong.join(listSign), entry.note ?? '', near.join(listSign)];
}

function nearWords({ sounds, oneCharacter }: Extract<TermEntry, { kind: 'name' }>): readonly string[] {
  return [...(sounds ? [soundsWord] : []), ...(oneCharacter ? [oneCharacterWord] : [])];
}

function quoted(cell: string): string {
  return /[",\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Reads a table with commas or tabs; every line that is wrong is told, and no entry comes of it. */
export function readTermTable(
  text: string,
  publications: readonly NamedPublication[],
): { readonly terms: readonly ReadTerm[]; readonly faults: readonly LineFault[] } {
  const { rows, openLine } = readRows(text.replace(/^\ufeff/, ''));
  const terms: ReadTerm[] = [];
  const faults: LineFault[] = openLine === undefined ? [] : [{ line: openLine, message: '引号没有配对。' }];
  for (const [index, { line, cells }] of rows.entries()) {
    if (cells.every((cell) => cell === '') || (index === 0 && cells[0] === head[0])) continue;
    const read = readEntry(cells, publications);
    if ('message' in read) faults.push({ line, ...read });
    else terms.push({ line, ...read });
  }
  return { terms, faults };
}

type Read = Pick<Term, 'publicationId' | 'entry'> | { readonly message: string };

function readEntry(cells: readonly string[], publications: readonly NamedPublication[]): Read {
  const [kindName = '', right = '', wrongCell = '', note = '', near = '', publicationName = ''] = cells;
  if (cells.slice(head.length).some((cell) => cell !== '')) return { message: `多于${head.length}栏。` };
  const kind = (Object.keys(kindNames) as TermKind[]).find((one) => kindNames[one] === kindName);
  if (kind === undefined) return { message: `类别“${kindName}”不是${Object.values(kindNames).join('、')}。` };
  const publication = publications.find(({ name }) => name === publicationName.replace(/^《(.*)》$/, '$1'));
  if (publicationName !== '' && !publication) return { message: `没有刊物“${publicationName}”。` };
  const nearList = listOf(near);
  if (nearList.some((word) => word !== soundsWord && word !== oneCharacterWord) || (kind !== 'name' && near !== '')) {
    return { message: `“近似”只用于名称，填${soundsWord}、${oneCharacterWord}。` };
  }
  const wrong = listOf(wrongCell);
  const told = note === '' ? {} : { note };
  const entry: z.input<typeof TermEntry> = {
    form: { kind: 'form' as const, right, wrong, ...told },
    avoid: {
      kind: 'avoid' as const,
      words: wrongCell,
      reason: note,
      ...(right === '' ? {} : { suggestion: right }),
    },
    name: {
      kind: 'name' as const,
      right,
      wrong,
      sounds: nearList.includes(soundsWord),
      oneCharacter: nearList.includes(oneCharacterWord),
      ...told,
    },
  }[kind];
  const parsed = TermEntry.safeParse(entry);
  if (parsed.success) {
    return { entry: parsed.data, ...(publication ? { publicationId: publication.id } : {}) };
  }
  return { message: faultOf(entry) ?? missingOf(entry) };
}

function missingOf(entry: z.input<typeof TermEntry>): string {
  if (entry.kind === 'avoid') {
    if (entry.words === '') return '没有写不用的写法。';
    if (entry.reason === '') return '没有写明理由（“说明”一栏）。';
  } else if (entry.right === '') return '没有写规范写法。';
  return '词语要在50个字以内，说明在200个字以内，误写不超过20个，都不以=、+、-、@开头。';
}

function listOf(cell: string): readonly string[] & string[] {
  return cell
    .split(/[；;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows of RFC 4180; cells part at tabs where the first line has one, else at commas. */
function readRows(text: string): { readonly rows: readonly Row[]; readonly openLine: number | undefined } {
  const separator = /^[^\r\n]*\t/.test(text) ? '\t' : ',';
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begun = 1;
  let quotedFrom: number | undefined;
  const endRow = () => {
    rows.push({ line: begun, cells: [...cells, cell].map((one) => one.trim()) });
    cells = [];
    cell = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (sign === '\n') line += 1;
    if (quotedFrom !== undefined) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else quotedFrom = undefined;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      quotedFrom = line;
    } else if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endRow();
      begun = line;
    } else if (sign !== '\r') cell += sign;
  }
  if (quotedFrom === undefined && (cells.length > 0 || cell !== '')) endRow();
  return { rows, openLine: quotedFrom };
}
