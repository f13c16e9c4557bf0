import { askCups } from './askCups.ts';
import { parseChoices } from './parseChoices.ts';

/** What the driver of a queue lets one choose, by its own names. */
export interface CupsDriver {
  readonly canDuplex: boolean;
  readonly trays: readonly string[];
  /** The driver's name of each size it has. */
  readonly papers: Readonly<Partial<Record<'A3' | 'A4', string>>>;
}

/** Under which a driver may choose the sides; CUPS itself turns `sides` into each of them. */
const duplexKeywords = ['Duplex', 'JCLDuplex', 'EFDuplex', 'KD03Duplex'];
const paperNames = { A3: ['A3', 'iso_a3_297x420mm'], A4: ['A4', 'iso_a4_210x297mm'] } as const;

/** Undefined for a queue without a driver: it passes on what it gets. */
export async function readDriver(queue: string): Promise<CupsDriver | undefined> {
  const { status, output } = await askCups('lpoptions', ['-p', queue, '-l']);
  const choices = parseChoices(output);
  if (status !== 0 || choices.size === 0) return undefined;
  const of = (keyword: string) => choices.get(keyword)?.choices ?? [];
  const trays = of('InputSlot');
  const sizes = of('PageSize');
  const papers = Object.entries(paperNames).flatMap(([size, names]) => {
    const name = names.find((one) => sizes.includes(one));
    return name === undefined ? [] : [[size, name]];
  });
  return {
    canDuplex: duplexKeywords.some((keyword) => of(keyword).length > 1),
    trays: trays.length > 1 ? trays : [],
    papers: Object.fromEntries(papers),
  };
}
