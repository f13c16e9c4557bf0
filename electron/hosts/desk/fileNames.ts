import { DeskError } from './deskError.ts';

/** What removable media (FAT, NTFS) cannot hold, whatever the system that writes them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[/\\<>:"|?*\u0000-\u001f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Refuses a name that would lead out of the folder it is meant for, or that a medium could not hold; `.` and `..` are
 * among them. Throws DeskError.
 */
export function checkFileName(name: string): void {
  if (name.trim() === '' || forbidden.test(name)) {
    throw new DeskError('malformed', `“${name}”不能用作名称。名称中不能有 / \\ : * ? " < > | ，末尾不能是句点或空格。`);
  }
}

/** As checkFileName for each; and no two that a medium would take for the same. */
export function checkFileNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    checkFileName(name);
    const folded = name.normalize('NFC').toLowerCase();
    if (seen.has(folded)) throw new DeskError('malformed', `有两个文件都叫“${name}”，没有写入。`);
    seen.add(folded);
  }
}
