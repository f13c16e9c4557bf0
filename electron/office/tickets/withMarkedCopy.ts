import { sm3 } from 'sm-crypto-v2';
import type { ExportFile } from '#formats/export/buildExport.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { outputCopyNames, signOutputCopy } from '#shared/issue/outputCopy.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { stampPdf } from '../lazyFormats.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import type { TakenOutput } from './takeOutput.ts';

type WrittenFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * The files of an export, with the marked copy of its pages and its signed record beside them where the ticket asks for
 * one. The files themselves stay what they are.
 */
export async function withMarkedCopy(
  context: OfficeContext,
  files: readonly ExportFile[],
  taken: TakenOutput | undefined,
  originalName = 'issue.pdf',
): Promise<WrittenFile[]> {
  const written = files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
  const original = written.find(({ name }) => name === originalName);
  const [line] = taken?.lines ?? [];
  if (!taken?.isStamped || !original || line === undefined) return written;
  const { keys, personName } = sessionOf(context);
  const { number, firstCopy, allCopies, at } = taken;
  const names = outputCopyNames(number, firstCopy);
  const bytes = new Uint8Array(await stampPdf(original.bytes, line));
  const record = signOutputCopy(
    {
      format: 'neikan-output-copy',
      version: 2,
      ticket: number,
      copy: firstCopy,
      copies: allCopies,
      person: personName,
      at,
      printedAt: momentLine(at),
      original: { name: originalName, bytes: original.bytes.length, sm3: sm3(original.bytes) },
      file: { name: names.pdf, bytes: bytes.length, sm3: sm3(bytes) },
      publicKey: keys.publicKey,
    },
    keys.privateKey,
  );
  return [
    ...written,
    { name: names.pdf, bytes },
    { name: names.record, bytes: new TextEncoder().encode(`${canonicalJson(record)}\n`) },
  ];
}
