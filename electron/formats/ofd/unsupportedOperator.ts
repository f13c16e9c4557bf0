import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What stops an export where a page holds something that would be lost in the OFD. */
export function unsupportedOperator(operator: number): Error {
  const name = Object.entries(OPS).find(([, number]) => number === operator)?.[0];
  return new Error(`PDF 中有不能写入 OFD 的内容（${name ?? operator}）。`);
}
