import { sm3 } from 'sm-crypto-v2';
import { outputCopyName } from '#shared/issue/outputCopy.ts';
import { isVolumeSigned, VolumeManifest, volumeManifestName } from '#shared/volume/volumeManifest.ts';
import type { ExportFile } from '../export/buildExport.ts';
import { outputCopyFaults } from '../export/outputCopyFaults.ts';
import { outputCopyPageFaults } from '../export/outputCopyPageFaults.ts';
import { readSignedFile } from '../export/readSignedFile.ts';
import type { ExportFault } from '../export/verifyExport.ts';
import { readOfd } from '../ofd/readOfd.ts';
import { readPdfTexts } from '../pdf/readPdfTexts.ts';

export interface VolumeVerdict {
  /** Undefined where it cannot be read. */
  readonly manifest: VolumeManifest | undefined;
  readonly faults: readonly ExportFault[];
}

/** Proves a volume from its files alone: each to the byte, marked copies of it as they were handed out, nothing besides. */
export async function verifyVolume(files: readonly ExportFile[]): Promise<VolumeVerdict> {
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes] as const));
  const manifest = readSignedFile(byName.get(volumeManifestName), VolumeManifest);
  if (!manifest) return { manifest, faults: [{ file: volumeManifestName, message: '无法读出，已被改动或损坏' }] };
  const faults: ExportFault[] = [];
  if (!isVolumeSigned(manifest)) {
    faults.push({ file: volumeManifestName, message: `${manifest.person}的签名与清单不符，清单已被改动` });
  }
  for (const { name, bytes, sm3: digest } of manifest.files) {
    const found = byName.get(name);
    if (!found) faults.push({ file: name, message: '缺失' });
    else if (found.length !== bytes || sm3(found) !== digest) {
      faults.push({ file: name, message: '内容与装订时的清单不符，已被改动' });
    }
  }
  const known = new Set([volumeManifestName, ...manifest.files.map(({ name }) => name)]);
  for (const { name } of files) {
    if (!known.has(name) && !outputCopyName.test(name)) faults.push({ file: name, message: '不属于这一册合订本' });
  }
  faults.push(...outputCopyFaults(files, manifest));
  // What is not what it was need not be read.
  if (faults.length > 0) return { manifest, faults };
  return { manifest, faults: [...(await pageFaults(files, manifest)), ...(await outputCopyPageFaults(files))] };
}

/** A key that anybody can make signs anything: the files are read, and have to be one volume of so many pages. */
async function pageFaults(files: readonly ExportFile[], { pages }: VolumeManifest): Promise<readonly ExportFault[]> {
  const faults: ExportFault[] = [];
  for (const { name, bytes } of files) {
    if (outputCopyName.test(name) || name === volumeManifestName) continue;
    const found = await pagesOf(name, bytes).catch(() => undefined);
    if (found === pages) continue;
    const message = found === undefined ? '无法读出' : `有${found}页，清单写的是${pages}页`;
    faults.push({ file: name, message });
  }
  return faults;
}

async function pagesOf(name: string, bytes: Uint8Array): Promise<number> {
  return name.endsWith('.ofd') ? readOfd(bytes).pages.length : (await readPdfTexts(bytes)).length;
}
