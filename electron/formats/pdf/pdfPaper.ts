const sizes_mm = [
  ['A4', 210, 297],
  ['A3', 297, 420],
] as const;

/** Chromium rounds the paper to whole pixels; a printer's own tolerance is larger. */
const tolerance_mm = 2;

/** The sheet that the pages of a PDF Chromium wrote are made for, by its first page; undefined for any other size. */
export function pdfPaper(pdf: Uint8Array): 'A3' | 'A4' | undefined {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(text);
  const [width = 0, height = 0] = [box?.[1], box?.[2]].map((points) => (Number(points ?? 0) * 25.4) / 72);
  const isNear = (one: number, other: number) => Math.abs(one - other) <= tolerance_mm;
  return sizes_mm.find(([, short, long]) => isNear(width, short) && isNear(height, long))?.[0];
}
