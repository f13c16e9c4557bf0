import type { Chance } from './chance.ts';
import type { Plan } from './plan.ts';
import type { PrintedLine } from './printedLine.ts';

/** The lines as plain text in one of the encodings that files have. */
export function writeTxt(lines: readonly PrintedLine[], plan: Plan, chance: Chance): Uint8Array {
  const end = plan.file === 'second' ? '\r\n' : '\n';
  const trail = plan.file === 'fourth' ? ' \u00a0' : '';
  const text = lines
    .flatMap((line) => {
      const above = Array.from({ length: line.above ?? 0 }, () => chance.one(['', '', '　']));
      return [...above, ...textOf(line).map((each) => `${each}${trail}`)];
    })
    .join(end);
  switch (plan.file) {
    case 'first':
      return gb18030(text);
    case 'second':
      return Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]);
    case 'third':
      return Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    case 'fourth':
      return new TextEncoder().encode(`\f${text}\n\u200b\ufeff\n`);
    default:
      return chance.holds(0.3) ? gb18030(text) : new TextEncoder().encode(text);
  }
}

const lineWidth = 28;

function textOf({ text, align, isIndented, frame }: PrintedLine): readonly string[] {
  if (frame) {
    const rows = frame.rows.map((row) => row.join('        '));
    if (frame.kind === 'table') return rows;
    const width = Math.max(...rows.map((row) => row.length));
    const rule = '─'.repeat(width + 2);
    return [`┌${rule}┐`, ...rows.map((row) => `│ ${row}${'　'.repeat(width - row.length)} │`), `└${rule}┘`];
  }
  if (align === 'right') return [`${'　'.repeat(Math.max(8, lineWidth - text.length))}${text}`];
  if (align === 'center') return [`${'　'.repeat(Math.max(0, Math.floor((lineWidth - text.length) / 2)))}${text}`];
  return [isIndented ? `　　${text}` : text];
}

let codes: ReadonlyMap<string, readonly number[]> | undefined;

/** The two-byte half of GB18030, which holds every sign of these texts; throws for another. */
function gb18030(text: string): Uint8Array {
  codes ??= twoByteCodes();
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : codes.get(sign);
    if (!code) throw new Error(`no code for ${sign}`);
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

function twoByteCodes(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return table;
}
