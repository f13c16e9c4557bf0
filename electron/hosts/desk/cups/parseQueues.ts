/** A queue as CUPS describes it. */
export interface CupsQueue {
  readonly name: string;
  /** usb://…, ipp://…, or the path of a file; undefined for a class of printers and where CUPS does not say. */
  readonly device: string | undefined;
  readonly isEnabled: boolean;
  readonly isAccepting: boolean;
  readonly isDefault: boolean;
  /** The job on the printer, such as Laser-12. */
  readonly printing: string | undefined;
}

/** Written in the place of a device by lpstat where there is none. */
const noDevice = '///dev/null';

/** Reads what `lpstat -d -v -p -a` answers in English: one line a queue and a question, and reasons on lines of their own. */
export function parseQueues(answer: string): readonly CupsQueue[] {
  const lines = answer.split('\n');
  const found = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.slice(1) ?? []);
  const [usual] = found(/^system default destination: (\S+)/);
  const disabled = new Set(found(/^printer (\S+) disabled since /));
  const accepting = new Set(found(/^(\S+) accepting requests since /));
  return lines.flatMap((line): CupsQueue[] => {
    const [, name, device] = /^device for (\S+): (.*)$/.exec(line) ?? [];
    if (name === undefined) return [];
    const [printing] = lines.flatMap((one) => {
      const [, queue, job] = /^printer (\S+) now printing (\S+)\.\s/.exec(one) ?? [];
      return queue === name && job !== undefined ? [job] : [];
    });
    return [
      {
        name,
        device: device === noDevice ? undefined : device,
        isEnabled: !disabled.has(name),
        isAccepting: accepting.has(name),
        isDefault: name === usual,
        printing,
      },
    ];
  });
}
