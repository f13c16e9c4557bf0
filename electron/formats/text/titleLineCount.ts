import { startsEditorsNote } from './editorsNote.ts';
import { lineHeadingRole } from './readBody.ts';
import { readSource } from './readSource.ts';
import { endsSentence, type TextLine } from './textLine.ts';

/** How many lines from `from` on are a title, told by their form alone: up to three short lines that end no sentence. */
export function titleLineCount(lines: readonly TextLine[], from: number): number {
  let count = 0;
  const styled = lines[from]?.look === 'title';
  while (count < 3 && isTitleLine(lines[from + count], styled)) count += 1;
  return count;
}

function isTitleLine(line: TextLine | undefined, styled: boolean): boolean {
  if (!line || line.block || line.list) return false;
  if (styled) return line.look === 'title';
  if (line.look === 'title') return true;
  if (line.text.length > 40 || endsSentence(line.text) || line.look === 'subtitle') return false;
  if (/^(?:——|—|--|－－|──|作者|记者|通讯员|本刊|特约|撰稿|执笔|□|◎|文\s*[/／])/.test(line.text)) return false;
  return !lineHeadingRole(line) && !readSource(line.text) && !startsEditorsNote(line.text);
}
