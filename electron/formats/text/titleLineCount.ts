import { headingRole } from '#shared/document/headingRole.ts';
import { startsEditorsNote } from './editorsNote.ts';
import { lineHeadingRole } from './readBody.ts';
import { readSource, sourceBehind } from './readSource.ts';
import { endsSentence, type TextLine } from './textLine.ts';

/** A line of 2号 type holds twenty characters. */
const longestFurtherLine = 26;

/** How many lines from `from` on are a title, told by their form alone: up to three short lines that end no sentence. */
export function titleLineCount(lines: readonly TextLine[], from: number): number {
  const first = lines[from];
  const styled = first?.look === 'title' || first?.look?.startsWith('heading') ? first.look : undefined;
  let count = 0;
  while (count < 3 && isTitleLine(lines[from + count], styled)) {
    // A second line as long as running text is running text that a page break cut.
    if (count > 0 && !styled && (lines[from + count]?.text.length ?? 0) > longestFurtherLine) break;
    count += 1;
  }
  return count;
}

/** Where the first line has a style of its own, the title ends with that style; an unnumbered heading there is the title too. */
function isTitleLine(line: TextLine | undefined, styled: TextLine['look']): boolean {
  if (!line || line.block || line.list || headingRole(line.text) || endsSentence(line.text)) return false;
  if (styled) return line.look === styled;
  if (line.text.length > 40 || line.look === 'subtitle') return false;
  if (/^(?:——|—|--|－－|──|作者|记者|通讯员|本刊|特约|撰稿|执笔|□|◎|文\s*[/／])/.test(line.text)) return false;
  if (sourceBehind(line.text)) return false;
  return !lineHeadingRole(line) && !readSource(line.text) && !startsEditorsNote(line.text);
}
