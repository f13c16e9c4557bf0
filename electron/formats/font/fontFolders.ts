import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Where a machine keeps its fonts: those of all its users, then those of this one. `NEIKAN_FONTS` names folders to look
 * into instead.
 */
export function fontFolders(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): readonly string[] {
  const named = environment.NEIKAN_FONTS;
  if (named !== undefined) return named.split(delimiter).filter((folder) => folder !== '');
  if (platform === 'win32') {
    const local = environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
    return [join(environment.WINDIR ?? 'C:\\Windows', 'Fonts'), join(local, 'Microsoft', 'Windows', 'Fonts')];
  }
  const data = environment.XDG_DATA_HOME || join(home, '.local', 'share');
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(data, 'fonts'), join(home, '.fonts')];
}
