/**
 * The path in the package that a location names (ST_Loc, GB/T 33190-2016, 7.2): from the root where it begins with a
 * slash, else from `folder`. Undefined where it leads out of the package or names something elsewhere.
 */
export function resolveLocation(folder: string, location: string): string | undefined {
  const written = location.trim();
  if (written === '' || /^[a-z][a-z0-9+.-]*:/i.test(written) || written.includes('\\') || written.startsWith('//')) {
    return undefined;
  }
  const steps = (written.startsWith('/') ? written : `${folder}/${written}`).split('/');
  const path: string[] = [];
  for (const step of steps) {
    if (step === '' || step === '.') continue;
    if (step !== '..') path.push(step);
    else if (path.pop() === undefined) return undefined;
  }
  return path.join('/');
}

/** The folder a file stands in; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
