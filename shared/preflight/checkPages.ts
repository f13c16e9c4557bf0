import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { Finding } from './finding.ts';

const place = { part: 'publication' } as const;

/** What the number of pages means for duplex printing and for a folded booklet. */
export function checkPages(
  pages: number,
  { pagesMultipleOf, footOnEvenPage }: Pick<LayoutParameters, 'pagesMultipleOf' | 'footOnEvenPage'>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const isEvenAsked = footOnEvenPage || pagesMultipleOf > 1;
  if (pages % 2 === 1 && !isEvenAsked) {
    const message = `共${pages}页，双面印时版记落在单数页，背面空白。`;
    findings.push({ level: 'tell', rule: 'footParity', message, place });
  }
  if (pages % 4 !== 0) {
    const blank = 4 - (pages % 4);
    const message = `共${pages}页，骑马订要4的倍数：${blank}页会是空白${blank < 3 ? '' : `，或者减去${pages % 4}页`}。`;
    findings.push({ level: 'tell', rule: 'pagesOfFour', message, place });
  }
  return findings;
}
