import { OfficeError } from '../officeError.ts';

const fewestCharacters = 8;

/** Throws weakPassword for what is guessed first: short, one character over and over, or the sign-in name itself. */
export function requireStrongPassword(password: string, personId: string): void {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < fewestCharacters) {
    throw new OfficeError('weakPassword', `口令太短：至少要有${fewestCharacters}个字符。`);
  }
  if (new Set(characters).size < 4) throw new OfficeError('weakPassword', '口令太简单：至少要有4个不同的字符。');
  if (password.toLowerCase().includes(personId.toLowerCase())) {
    throw new OfficeError('weakPassword', '口令中不能含有登录名。');
  }
}
