/** A drive as xorriso lists it. */
export interface Drive {
  readonly device: string;
  readonly name: string;
}

/** Reads what `xorriso -devices` prints: 0  -dev '/dev/sr0' rwrw-- :  'ASUS    ' 'DRW-24D5MT' */
export function parseDrives(output: string): readonly Drive[] {
  return output.split('\n').flatMap((line) => {
    const [, device, vendor, product] = /^\s*\d+\s+-dev '([^']+)' \S+ :\s+'([^']*)' '([^']*)'/.exec(line) ?? [];
    if (device === undefined) return [];
    const name = [vendor, product].flatMap((part) => part?.trim() || []).join(' ');
    return [{ device, name: name === '' ? device : `${name}（${device}）` }];
  });
}

/** What `xorriso -toc` says of the medium: whether it can be written from its beginning. */
export function parseMedium(output: string): 'blank' | 'written' | 'none' {
  const [, status] = /^Media status\s*:\s*(.+)$/m.exec(output) ?? [];
  if (status === undefined || /not present/.test(status)) return 'none';
  return /\bis blank\b/.test(status) ? 'blank' : 'written';
}

/** How much is written, 0 to 100, by a line of progress; undefined where the line tells of something else. */
export function parseProgress(text: string): number | undefined {
  const [, percent] = /Writing:\s+\S+\s+([\d.]+)%/.exec(text.slice(text.lastIndexOf('Writing:'))) ?? [];
  return percent === undefined ? undefined : Math.min(100, Math.floor(Number(percent)));
}
