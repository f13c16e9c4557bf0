import { runDemo } from '#cli/demo/runDemo.ts';
import { createOfficeClient } from '#shared/contract/officeClient.ts';
import { type DriverLine, digestOf, factsOf } from './acknowledgement.ts';
import { type BaseRows, baseRows } from './baseRows.ts';
import { createKeptPages } from './keptPages.ts';
import { type OpenBases, openBases } from './openBases.ts';
import { createSteadyOffice } from './steadyOffice.ts';

/** One command of an undisturbed run: what was said, and what the bases held when it was answered. */
export interface ReferenceStep {
  readonly asked: Extract<DriverLine, { kind: 'asked' }>;
  readonly answered: Extract<DriverLine, { kind: 'answered' }>;
  readonly content: BaseRows;
  readonly register: BaseRows;
  /** From the start of the run to this answer, printing left out. */
  readonly atMs: number;
}

/** The demo's job without a kill, its states kept after every command; fills the folder of pages as well. */
export async function demoReference(directory: string, pages: string): Promise<readonly ReferenceStep[]> {
  const printer = createKeptPages(pages);
  let printMs = 0;
  const print = async (html: string) => {
    const start = performance.now();
    const pdf = await printer.print(html);
    printMs += performance.now() - start;
    return pdf;
  };
  const steps: ReferenceStep[] = [];
  const office = createSteadyOffice({ directory, print, sitting: 0 });
  let bases: OpenBases | undefined;
  let atMs = 0;
  try {
    const client = createOfficeClient(async (command, input) => {
      const index = steps.length;
      const printedBefore = printMs;
      const start = performance.now();
      const answer = await office.call({ kind: 'inPlace' }, command, input);
      atMs += performance.now() - start - (printMs - printedBefore);
      if (!answer.ok) return answer;
      bases ??= await openBases(directory);
      steps.push({
        asked: { kind: 'asked', index, command, input: digestOf(input) },
        answered: { kind: 'answered', index, command, facts: factsOf(command, input, answer.value) },
        content: baseRows(bases.content),
        register: baseRows(bases.register),
        atMs,
      });
      return answer;
    });
    await runDemo(client, () => {});
  } finally {
    bases?.close();
    office.close();
    await printer.close();
  }
  return steps;
}
