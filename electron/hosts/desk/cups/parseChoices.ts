/** What a driver lets one choose of one thing. */
export interface CupsChoice {
  readonly choices: readonly string[];
  /** What it takes by itself. */
  readonly usual: string | undefined;
}

/** Reads what `lpoptions -p QUEUE -l` answers, by keyword: `InputSlot/Media Source: *Auto Tray1 Tray2`. */
export function parseChoices(answer: string): ReadonlyMap<string, CupsChoice> {
  const found = new Map<string, CupsChoice>();
  for (const line of answer.split('\n')) {
    const [, keyword, list] = /^([^/:\s]+)(?:\/[^:]*)?:\s*(.+)$/.exec(line) ?? [];
    if (keyword === undefined || list === undefined) continue;
    const words = list.split(/\s+/).filter((word) => word !== '');
    found.set(keyword, {
      choices: words.map((word) => word.replace(/^\*/, '')),
      usual: words.find((word) => word.startsWith('*'))?.slice(1),
    });
  }
  return found;
}
