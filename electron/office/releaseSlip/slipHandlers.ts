import { pictureFault } from '#formats/picture/pictureFault.ts';
import type { slipCommands } from '#shared/contract/slipCommands.ts';
import { changeContent, contentOf, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { readReleaseSlip } from './readReleaseSlip.ts';
import { replaceSignature, selectSignature } from './signaturePictures.ts';

/** 发稿单, and the pictures of written names that stand on it. */
export const slipHandlers: Handlers<keyof typeof slipCommands> = {
  async readReleaseSlip(context, { id }) {
    const slip = await readReleaseSlip(context, id);
    changeContent(context, (_content, record) => record('readReleaseSlip', id));
    return { ...slip, pdf: new Uint8Array(slip.pdf) };
  },

  readSignaturePicture(context) {
    const picture = selectSignature(contentOf(context), sessionOf(context).personId);
    return picture ? { picture: { mime: picture.mime, bytes: new Uint8Array(picture.bytes) } } : {};
  },

  async setSignaturePicture(context, { picture }) {
    const fault = picture && (await pictureFault(picture.bytes, picture.mime));
    if (fault !== undefined) throw new OfficeError('unreadableFile', `签名图片${fault}`);
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      const at = instantOf(context);
      const sha256 = replaceSignature(content, { personId, at, ...(picture ? { picture } : {}) });
      record(
        sha256 === undefined ? 'removeSignaturePicture' : 'setSignaturePicture',
        personId,
        sha256 ? { sha256 } : {},
      );
    });
    return {};
  },
};
