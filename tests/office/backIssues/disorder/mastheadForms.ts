import type { Chance } from './chance.ts';
import type { Plan } from './plan.ts';
import type { PrintedLine } from './printedLine.ts';
import type { TrueIssue } from './trueIssue.ts';

const digits = '〇一二三四五六七八九';

/** 二十三, as numbers of issues are written. */
export function hanNumber(value: number): string {
  if (value > 99) return [...String(value)].map((digit) => digits[Number(digit)]).join('');
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`;
  return `${ten}${ones === 0 && tens > 0 ? '' : digits[ones]}`;
}

export function wide(text: string): string {
  return text.replace(/[0-9A-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

function hanYear(year: number, zero = '〇'): string {
  return [...String(year)]
    .map((digit) => digits[Number(digit)])
    .join('')
    .replaceAll('〇', zero);
}

export interface NumberForm {
  readonly lines: readonly string[];
  readonly hasYear?: boolean;
  readonly hasRunning?: boolean;
}

/** The number as the file prints it. */
export function numberForm({ number: { year, serial, running } }: TrueIssue, plan: Plan): NumberForm {
  switch (plan.number) {
    case 'han':
      return { lines: [`第${hanNumber(serial)}期`] };
    case 'bracketed':
      return { lines: [`（第${hanNumber(serial)}期）`] };
    case 'wide':
      return { lines: [`第${wide(String(serial))}期`] };
    case 'year':
      return { lines: [`${year}年第${serial}期`], hasYear: true };
    case 'yearRunning':
      return { lines: [`${year}年第${serial}期（总第${running}期）`], hasYear: true, hasRunning: true };
    case 'runningBelow':
      return { lines: [`第${serial}期`, `（总第${running}期）`], hasRunning: true };
    case 'hanYear':
      return { lines: [`${hanYear(year)}年第${hanNumber(serial)}期`], hasYear: true };
    case 'padded':
      return { lines: [`第${String(serial).padStart(2, '0')}期`] };
    case 'runningFirst':
      return { lines: [`总第${running}期　第${serial}期`], hasRunning: true };
    default:
      return { lines: [`第 ${serial} 期`] };
  }
}

/** The date as the masthead prints it; empty where it prints none. */
export function dateLine({ date }: TrueIssue, plan: Plan): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const plain = `${year}年${month}月${day}日`;
  switch (plan.date) {
    case 'han':
      return `${hanYear(year)}年${hanNumber(month)}月${hanNumber(day)}日`;
    case 'hanRound':
      return `${hanYear(year, '○')}年${hanNumber(month)}月${hanNumber(day)}日`;
    case 'dots':
      return `${year}.${month}.${day}`;
    case 'dashes':
      return date;
    case 'padded':
      return `${year}年${date.slice(5, 7)}月${date.slice(8)}日`;
    case 'wide':
      return wide(plain);
    case 'monthOnly':
      return `${year}年${month}月`;
    case 'missing':
    case 'imprint':
      return '';
    default:
      return plain;
  }
}

/** The lines above the contents. */
export function mastheadForms(issue: TrueIssue, plan: Plan, chance: Chance): readonly PrintedLine[] {
  const { publication, organ, marking, column } = issue;
  const number = numberForm(issue, plan).lines;
  const date = dateLine(issue, plan);
  const center = (text: string, above = 1): PrintedLine => ({ text, align: 'center', above });
  const marks = marking.map((text, index): PrintedLine => ({ text, above: index === 0 ? 1 : 0 }));
  const name: PrintedLine = { ...center(publication), isLarge: true };
  const columns = column === '' ? [] : [center(chance.one([`(${column})`, `（${column}）`]))];
  const ends = date === '' ? [organ] : [organ, date];
  const framed = (kind: 'table' | 'box', rows: readonly (readonly string[])[]): PrintedLine => ({
    text: '',
    above: 1,
    frame: { kind, rows: rows.filter((row) => row.length > 0) },
  });
  switch (plan.masthead) {
    case 'row':
      return [...marks, name, ...columns, ...number.map((text) => center(text)), { ...center(ends.join('　　　　')) }];
    case 'table':
      return [...marks, name, ...columns, framed('table', [...number.map((text) => [text]), ends])];
    case 'wholeTable':
      return [
        framed('table', [
          ...marking.map((text) => [text]),
          [publication],
          ...(column === '' ? [] : [[`（${column}）`]]),
          ...number.map((text) => [text]),
          ends,
        ]),
      ];
    case 'box':
      return [
        ...marks,
        name,
        ...columns,
        framed('box', [...number.map((text) => [text]), ...ends.map((text) => [text])]),
      ];
    case 'spaced':
      return [
        ...(marking.length > 0 ? [{ text: marking.join('　　'), above: 1 }] : []),
        { ...name, text: [...publication].join(chance.one([' ', '　'])) },
        ...columns,
        ...number.map((text) => center(text)),
        ...ends.map((text) => center(text)),
      ];
    default:
      return [...marks, name, ...columns, ...number.map((text) => center(text)), ...ends.map((text) => center(text))];
  }
}
