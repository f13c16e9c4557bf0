// Readers and writers of files are most of what the office is made of, and nobody needs one to sign in: each is loaded
// when it is called for the first time.
type Typesetting = typeof import('#formats/typeset/typesetPages.ts');
type IssueTypesetting = typeof import('#formats/typeset/typesetIssue.ts');
type SlipTypesetting = typeof import('#formats/typeset/typesetReleaseSlip.ts');
type SheetTypesetting = typeof import('#formats/typeset/typesetRecordSheet.ts');
type Booklet = typeof import('#formats/pdf/booklet.ts');
type Stamping = typeof import('#formats/pdf/stampPdf.ts');
type Printable = typeof import('#formats/typeset/checkPrintable.ts');
type Fonts = typeof import('#formats/font/listFonts.ts');
type Substitutes = typeof import('#formats/font/proposeSubstitutes.ts');
type Files = typeof import('#formats/export/issueFiles.ts');
type Bulletins = typeof import('#formats/intake/readBulletinFile.ts');
type RecordRules = typeof import('#formats/eep/recordRules.ts');
type Envelope = typeof import('#formats/handover/envelope.ts');
type Sealing = typeof import('#formats/handover/sealPackage.ts');
type Opening = typeof import('#formats/handover/openPackage.ts');
type Manuscripts = typeof import('#formats/intake/readManuscriptFile.ts');
type Volumes = typeof import('#formats/volume/makeVolume.ts');

export const typesetPages: Typesetting['typesetPages'] = async (...given) =>
  (await import('#formats/typeset/typesetPages.ts')).typesetPages(...given);

export const typesetIssue: IssueTypesetting['typesetIssue'] = async (...given) =>
  (await import('#formats/typeset/typesetIssue.ts')).typesetIssue(...given);

export const typesetReleaseSlip: SlipTypesetting['typesetReleaseSlip'] = async (...given) =>
  (await import('#formats/typeset/typesetReleaseSlip.ts')).typesetReleaseSlip(...given);

export const typesetRecordSheet: SheetTypesetting['typesetRecordSheet'] = async (...given) =>
  (await import('#formats/typeset/typesetRecordSheet.ts')).typesetRecordSheet(...given);

export const issueFiles: Files['issueFiles'] = async (...given) =>
  (await import('#formats/export/issueFiles.ts')).issueFiles(...given);

export const bookletPdf: Booklet['bookletPdf'] = async (...given) =>
  (await import('#formats/pdf/booklet.ts')).bookletPdf(...given);

export const stampPdf: Stamping['stampPdf'] = async (...given) =>
  (await import('#formats/pdf/stampPdf.ts')).stampPdf(...given);

export const stampedCopies: Stamping['stampedCopies'] = async (...given) =>
  (await import('#formats/pdf/stampPdf.ts')).stampedCopies(...given);

export const joinedPdfs: Stamping['joinedPdfs'] = async (...given) =>
  (await import('#formats/pdf/stampPdf.ts')).joinedPdfs(...given);

export const checkPrintable: Printable['checkPrintable'] = async (...given) =>
  (await import('#formats/typeset/checkPrintable.ts')).checkPrintable(...given);

export const listFonts: Fonts['listFonts'] = async (...given) =>
  (await import('#formats/font/listFonts.ts')).listFonts(...given);

export const proposeSubstitutes: Substitutes['proposeSubstitutes'] = async (...given) =>
  (await import('#formats/font/proposeSubstitutes.ts')).proposeSubstitutes(...given);

export const readBulletinFile: Bulletins['readBulletinFile'] = async (...given) =>
  (await import('#formats/intake/readBulletinFile.ts')).readBulletinFile(...given);

export const readManuscriptFile: Manuscripts['readManuscriptFile'] = async (...given) =>
  (await import('#formats/intake/readManuscriptFile.ts')).readManuscriptFile(...given);

export const makeVolume: Volumes['makeVolume'] = async (...given) =>
  (await import('#formats/volume/makeVolume.ts')).makeVolume(...given);

/** The four-property test itself, for those who run it where nothing can be waited for. */
export const loadRecordTest = async (): Promise<RecordRules['testRecord']> =>
  (await import('#formats/eep/recordRules.ts')).testRecord;

export const makeReceivingKey: Envelope['makeReceivingKey'] = async (...given) =>
  (await import('#formats/handover/envelope.ts')).makeReceivingKey(...given);

export const sealPackage: Sealing['sealPackage'] = async (...given) =>
  (await import('#formats/handover/sealPackage.ts')).sealPackage(...given);

export const lookIntoPackage: Opening['lookIntoPackage'] = async (...given) =>
  (await import('#formats/handover/openPackage.ts')).lookIntoPackage(...given);

export const openPackage: Opening['openPackage'] = async (...given) =>
  (await import('#formats/handover/openPackage.ts')).openPackage(...given);
