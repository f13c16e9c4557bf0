/** What file managers leave in every folder they show: no part of an export, and no sign that it was tampered with. */
const strayNames: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Whether a file was left by a file manager, by its name. */
export function isStrayFile(name: string): boolean {
  return strayNames.has(name);
}
