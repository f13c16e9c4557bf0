import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { readSignedText } from '#shared/issue/readSignedText.ts';
import type { Term } from '#shared/proofreading/term.ts';
import { isNewerRegister, RegisterPart, registerName, TermsPart, termsName } from './registerPart.ts';
import { requireParts } from './requireParts.ts';

export interface JoinParts {
  readonly register: RegisterPart;
  readonly terms: readonly Term[];
}

/** What is in a package of the kind `join` that was opened. Throws HandoverRefusal recordsNewer, and contentIncomplete for anything else. */
export async function readJoinParts(opened: OpenedPackage): Promise<JoinParts> {
  const texts = new Map<string, string>();
  requireParts(opened.manifest);
  for await (const { part, pieces } of opened.parts()) {
    const read: Buffer[] = [];
    for await (const piece of pieces) read.push(Buffer.from(piece));
    texts.set(part.name, Buffer.concat(read).toString('utf8'));
  }
  return joinParts(texts);
}

/** The same of the texts of its parts. */
export function joinParts(texts: ReadonlyMap<string, string>): JoinParts {
  const told = texts.get(registerName) ?? '';
  const register = readSignedText(told, RegisterPart);
  if (!register && isNewerRegister(told)) throw new HandoverRefusal('recordsNewer');
  const terms = texts.has(termsName) ? readSignedText(texts.get(termsName) ?? '', TermsPart) : [];
  const isMore = [...texts.keys()].some((name) => name !== registerName && name !== termsName);
  if (!register || !terms || isMore) throw new HandoverRefusal('contentIncomplete');
  return { register, terms };
}
