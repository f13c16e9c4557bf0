import { sm3 } from 'sm-crypto-v2';
import type { Volume, VolumePart } from '#formats/volume/makeVolume.ts';
import type { volumeCommands, WantedVolume } from '#shared/contract/volumeCommands.ts';
import { createSourceReader } from '#shared/statistics/sourceUnits.ts';
import { spanName } from '#shared/volume/volumeSpan.ts';
import { stoppable, stopWork } from '../backup/runningWork.ts';
import { selectFrozenDigest, selectFrozenFile } from '../issues/issueQueries.ts';
import { makeVolume } from '../lazyFormats.ts';
import { changeContent, contentOf, type Handlers, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { type OutputRequest, requireTicket, spendTicket } from '../tickets/takeOutput.ts';
import { withMarkedCopy } from '../tickets/withMarkedCopy.ts';
import { selectUnits } from '../units/unitHandlers.ts';
import { planVolume, volumeName, volumeOf } from './planVolume.ts';
import { signVolume } from './signVolume.ts';
import { boundDocument, type SpanEntry, selectSpan } from './volumeQueries.ts';

const pdfName = 'volume.pdf';
const ofdName = 'volume.ofd';

/** 合订本: the archived issues of a span bound into one. */
export const volumeHandlers: Handlers<keyof typeof volumeCommands> = {
  planVolume,

  async previewVolume(context, wanted) {
    const { issues } = volumeOf(context, wanted);
    const volume = await make(context, 'previewVolume', wanted, selectSpan(context, wanted));
    if (!volume) return { kind: 'stopped' };
    changeContent(context, (_content, record) =>
      record('previewVolume', wanted.publicationId, { span: spanName(wanted.span), issues: issues.length }),
    );
    return { kind: 'done', pages: volume.pages, pdf: new Uint8Array(volume.pdf) };
  },

  async exportVolume(context, { ticketId, ...wanted }) {
    const { lastIssue, ...bound } = volumeOf(context, wanted);
    const request: OutputRequest = {
      issueId: lastIssue,
      forms: ['export', 'burn'],
      ticket: ticketId === undefined ? undefined : { id: ticketId, copies: 1 },
      volume: bound,
    };
    requireTicket(context, request);
    // Chosen once: an issue that comes into the archive while pages are made is not in them.
    const entries = selectSpan(context, wanted);
    const volume = await make(context, 'exportVolume', wanted, entries);
    if (!volume?.ofd) return { kind: 'stopped' };
    const taken = changeContent(context, (content, record) => {
      const used = spendTicket(context, content, record, request);
      record('exportVolume', wanted.publicationId, {
        span: spanName(wanted.span),
        issues: bound.issues.length,
        ...(used ? { ticket: used.number } : {}),
      });
      return used;
    });
    if (taken) context.environment.emit({ kind: 'changed', nouns: ['tickets'] });
    const files = [
      { name: pdfName, bytes: volume.pdf },
      { name: ofdName, bytes: volume.ofd },
    ];
    const manifest = signVolume(context, { name: volumeName(context, wanted), entries, pages: volume.pages, files });
    return {
      kind: 'done',
      name: volumeName(context, wanted),
      pages: volume.pages,
      files: await withMarkedCopy(context, [...files, manifest], taken, pdfName),
    };
  },

  stopVolume(context) {
    // Whoever reads no issues makes no volume either.
    contentOf(context);
    stopWork(context);
    return {};
  },
};

/** Undefined where the person has ended it. Nothing is changed before it is done. */
function make(
  context: OfficeContext,
  command: 'previewVolume' | 'exportVolume',
  wanted: WantedVolume,
  entries: readonly SpanEntry[],
): Promise<Volume | undefined> {
  const { register } = sessionOf(context);
  const { name, settings } = selectPublication(register, wanted.publicationId);
  const readUnits = createSourceReader(selectUnits(register));
  const parts = entries.map((entry): VolumePart => {
    if (entry.kind === 'absent') return entry;
    const { issueId } = entry;
    return {
      kind: 'issue',
      document: boundDocument(context, issueId),
      pdf: frozen(context, issueId, 'issue.pdf'),
      ofd: () => frozen(context, issueId, 'issue.ofd'),
    };
  });
  return stoppable(context, (signal) =>
    makeVolume({
      publication: name,
      organ: settings.organ,
      span: spanName(wanted.span),
      parts,
      parameters: settings.layout,
      unitsOf: (source) => readUnits(source).map((unit) => unit.name),
      print: context.environment.print,
      withOfd: command === 'exportVolume',
      step: (part, whole, label) => {
        signal.throwIfAborted();
        context.environment.emit({ kind: 'progress', command, part, whole, label });
      },
    }),
  );
}

/** A frozen file with the very bytes that were signed. Throws dataDamaged where they are not there. */
function frozen(context: OfficeContext, issueId: string, name: string): Uint8Array {
  const content = contentOf(context);
  const bytes = selectFrozenFile(content, issueId, name);
  if (bytes && sm3(bytes) === selectFrozenDigest(content, issueId, name)) return bytes;
  throw new OfficeError('dataDamaged', '有一期的冻结页面与签发时的摘要不符，没有装订。请保留现场，告诉审计员。');
}
