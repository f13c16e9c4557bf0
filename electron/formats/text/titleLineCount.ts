import { readSource } from './readArticle.ts';
import { headingRole } from './readBody.ts';
import { endsSentence, type TextLine } from './textLine.ts';

/** How many lines from `from` on are a title, told by their form alone: up to three short lines that end no sentence. */
export function titleLineCount(lines: readonly TextLine[], from: number): number {
  let count = 0;
  while (count < 3 && isTitleLine(lines[from + count])) count += 1;
  return count;
}

function isTitleLine(line: TextLine | undefined): boolean {
  if (!line || line.text.length > 40 || endsSentence(line.text)) return false;
  if (/^(?:——|—|--|作者|记者|通讯员|本刊|文\s*[/／])/.test(line.text)) return false;
  return !headingRole(line.text) && !readSource(line.text);
}
