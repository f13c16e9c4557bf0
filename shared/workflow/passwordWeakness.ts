const fewestCharacters = 8;

/** Why a password would be guessed first: short, one character over and over, or the sign-in name itself; else undefined. */
export function passwordWeakness(password: string, personId: string): string | undefined {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < fewestCharacters) return `口令太短：至少要有${fewestCharacters}个字符。`;
  if (new Set(characters).size < 4) return '口令太简单：至少要有4个不同的字符。';
  if (personId !== '' && password.toLowerCase().includes(personId.toLowerCase())) return '口令中不能含有登录名。';
  return undefined;
}
