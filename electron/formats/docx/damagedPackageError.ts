import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';

/** A ZIP, or XML in it, is torn or changed. The message speaks of a Word document; whoever opens another kind says so anew. */
export class DamagedPackageError extends UnreadableFileError {
  constructor() {
    super('Word 文档已损坏，请用 Word 或 WPS 打开修复后另存，或请来稿单位重新提供');
  }
}
