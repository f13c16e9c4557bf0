/** What can go wrong below the office. Closed: the contract maps each code to an answer. */
export type StoreErrorCode =
  | 'fileMissing'
  | 'fileExists'
  | 'foreignFile'
  | 'damagedFile'
  | 'wrongKey'
  | 'newerVersion'
  | 'dataInUse'
  | 'wrongPassword'
  | 'wrongRecoveryCode'
  | 'personExists'
  | 'personUnknown'
  | 'contentKeyNeeded'
  /** Files were being put in the place of others; the next start finishes it. */
  | 'placingCutOff';

/** A failure of the store. `message` is Chinese, names the file where there is one to look at, and says what to do; it may be shown as it is. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** One wording for a wrong name and a wrong password, so that names cannot be found out. */
export function wrongPassword(): StoreError {
  return new StoreError('wrongPassword', '登录名或口令不对，没有打开任何内容。请核对后重新输入。');
}
