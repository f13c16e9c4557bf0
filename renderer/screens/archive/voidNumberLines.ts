import type { VoidNumber } from '#shared/contract/signOffCommands.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { flow } from '../../strings/flow.ts';

/** The void numbers of one publication, series and year. */
export interface VoidNumberGroup {
  readonly key: string;
  readonly heading: string;
  readonly entries: readonly VoidNumber[];
}

/** 断号簿 in its parts, in the order the office gives them. */
export function voidNumberGroups(entries: readonly VoidNumber[]): readonly VoidNumberGroup[] {
  const groups = new Map<string, VoidNumber[]>();
  for (const entry of entries) {
    const { publicationId, number } = entry;
    const key = `${publicationId} ${number.series} ${number.year}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups].map(([key, all]) => {
    const [first] = all;
    const { series = 'regular', year = 0 } = first?.number ?? {};
    const heading = `《${first?.publicationName ?? ''}》${flow.series[series]} ${flow.yearOf(year)}`;
    return { key, heading, entries: all };
  });
}

/** 断号簿 as a text to print or keep: a heading a part, a line a number, columns parted by tabs. */
export function voidNumbersText(entries: readonly VoidNumber[]): string {
  const { number, granted, voided, person, reason } = flow.columns;
  const parts = voidNumberGroups(entries).map(({ heading, entries: all }) =>
    [
      heading,
      [number, granted, voided, person, reason].join('\t'),
      ...all.map((entry) =>
        [
          entry.numberText,
          momentLine(entry.grantedAt),
          momentLine(entry.voidedAt),
          entry.personName,
          entry.reason.replace(/\s+/g, ' '),
        ].join('\t'),
      ),
    ].join('\r\n'),
  );
  return `${[flow.voidNumbers, ...parts].join('\r\n\r\n')}\r\n`;
}
