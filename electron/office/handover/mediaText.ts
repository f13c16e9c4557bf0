/** What the register shows of the names of media in one line. */
const mostCharacters = 100;

/** The media of one package as they stand in the register, each once; of many the first ones and their number. */
export function mediaText(media: readonly string[]): string {
  const names = [...new Set(media)];
  const whole = names.join('、');
  if (whole.length <= mostCharacters) return whole;
  const rest = `等${names.length}个介质`;
  let shown = names[0] ?? '';
  for (const name of names.slice(1)) {
    const more = `${shown}、${name}`;
    if (more.length + rest.length > mostCharacters) break;
    shown = more;
  }
  return `${shown}${rest}`;
}
