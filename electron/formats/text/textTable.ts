/** A table row as writeText puts it, | a | b |, so that empty cells stay; pasted tables come with tabs or drawn lines. */
const pipedRow = /^[|｜│┃].*[|｜│┃]$/;
const ruleRow = /^[|｜│┃├┼┤┌┬┐└┴┘┏┳┓┗┻┛┣╋┫─━\-:：=\s]{3,}$/;

/** The rows (none for a drawn rule, one else) of a line that belongs to a table, undefined for any other line. */
export function readRows(text: string): readonly (readonly string[])[] | undefined {
  if (ruleRow.test(text) && /[|│┃├┌└┏┗┣]/.test(text) && /─|━|-{3}|={3}/.test(text)) return [];
  if (pipedRow.test(text))
    return [
      text
        .slice(1, -1)
        .split(/[|｜│┃]/)
        .map((cell) => cell.trim()),
    ];
  if (/\S\t+\S/.test(text)) return [text.split('\t').map((cell) => cell.trim())];
  return undefined;
}
