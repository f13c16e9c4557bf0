/** As much as the register keeps of the names of media. */
const mostCharacters = 100;

/** The media of one package as they stand in the register, each once. */
export function mediaText(media: readonly string[]): string {
  const [first = '', ...others] = [...new Set(media)];
  let text = first;
  for (const [index, medium] of others.entries()) {
    const more = `${text}、${medium}`;
    const rest = `等${others.length + 1}个介质`;
    if (more.length + rest.length > mostCharacters && index < others.length) return `${text}${rest}`;
    text = more;
  }
  return text;
}
