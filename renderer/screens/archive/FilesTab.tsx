import type { CommandOutput } from '#shared/contract/contract.ts';
import { archive } from '../../strings/archive.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { Digest } from '../../ui/Digest.tsx';

type FilesTabProps = Pick<CommandOutput<'readArchivedIssue'>, 'files' | 'issueHash' | 'contentHash'>;

/** What was signed, to be compared by voice or digit, and the frozen files with the hash each had when it was signed. */
export function FilesTab({ files, issueHash, contentHash }: FilesTabProps) {
  return (
    <div className="archive-sheet">
      <Digest label={archive.issueHash} digest={issueHash} />
      <Digest label={archive.contentHash} digest={contentHash} />
      <table className="archive-files">
        <thead>
          <tr>
            <th scope="col">{archive.fileName}</th>
            <th scope="col">{archive.fileSize}</th>
            <th scope="col">{archive.fileHash}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, bytes, sm3 }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="archive-size">{sizeText(bytes)}</td>
              <td className="archive-hash">{sm3.match(/.{1,4}/g)?.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
