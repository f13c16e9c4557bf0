import { sm3 } from 'sm-crypto-v2';
import type { ExportFile } from '#formats/export/buildExport.ts';
import { ExportManifest, manifestName } from '#shared/issue/exportManifest.ts';
import { issueNumberLine } from '#shared/layout/printedLines.ts';
import { volumeManifestName, volumeManifestText } from '#shared/volume/volumeManifest.ts';
import { selectFrozenFile } from '../issues/issueQueries.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import type { SpanEntry } from './volumeQueries.ts';

/** The manifest of a volume that was just made, signed by whoever had it made, as the file that lies beside the others. */
export function signVolume(
  context: OfficeContext,
  {
    name,
    entries,
    pages,
    files,
  }: {
    readonly name: string;
    readonly entries: readonly SpanEntry[];
    readonly pages: number;
    readonly files: readonly ExportFile[];
  },
): ExportFile {
  const { keys, personName } = sessionOf(context);
  const issues = entries.flatMap((entry) =>
    entry.kind === 'absent'
      ? []
      : [
          {
            number: issueNumberLine(entry.number),
            date: entry.date,
            issueHash: signedHash(context, entry.issueId),
          },
        ],
  );
  const text = volumeManifestText(
    {
      format: 'neikan-volume',
      version: 1,
      name,
      pages,
      issues,
      files: files.map(({ name: file, bytes }) => ({ name: file, bytes: bytes.length, sm3: sm3(bytes) })),
      person: personName,
      at: instantOf(context),
      publicKey: keys.publicKey,
    },
    keys.privateKey,
  );
  return { name: volumeManifestName, bytes: new TextEncoder().encode(text) };
}

/** What was signed at 签发. Throws dataDamaged where its manifest is not there. */
function signedHash(context: OfficeContext, issueId: string): string {
  const frozen = selectFrozenFile(contentOf(context), issueId, manifestName);
  if (!frozen) throw new OfficeError('dataDamaged', '有一期的正本文件不全，没有装订。请先校验档案。');
  return ExportManifest.parse(JSON.parse(new TextDecoder().decode(frozen))).issueHash;
}
