import type { CommandInput, CommandName } from '#shared/contract/contract.ts';
import { anchorOf, articleContent, settings } from './foundedOffice.ts';

const hash = 'a'.repeat(64);
const id = 'nothing-has-this-id';
const bytes = new TextEncoder().encode(
  '澜溪县开设村口服务点\n　　今年以来，澜溪县把便民服务做到村口。\n（澜溪县办公室）\n',
);
const step = { id, contentHash: hash, opinion: '同意' };

/**
 * One lawful input a command, every member filled in: what the schema takes. Ids are nobody's, so that a command whose
 * caller may call it goes no further than looking for the thing, unless it makes a new one.
 */
export const commandInputs: { readonly [Name in CommandName]: CommandInput<Name> } = {
  officeStatus: {},
  foundOffice: {
    name: '另一个编辑部',
    staffing: 'standard',
    people: [{ id: 'moren', name: '莫仁', roles: ['editor'], password: '从来没有用过的口令' }],
  },
  signIn: { personId: 'nobody', password: '从来没有用过的口令' },
  signOut: {},
  changePassword: { password: '从来没有用过的口令', next: '也从来没用过的口令' },
  recoverPassword: { recoveryCode: '0000-0000', personId: 'nobody', next: '也从来没用过的口令' },
  listPeople: {},
  admitPerson: { id: 'xinren', name: '辛仁', roles: ['editor'], password: '新来的人自己定口令' },
  grantContentAccess: { personId: 'nobody' },
  setRoles: { personId: 'nobody', roles: ['editor'] },
  standingWork: { personId: 'nobody' },
  dismissPerson: { personId: 'nobody', successorId: 'nobodyElse' },
  readSecuritySettings: {},
  saveSecuritySettings: { passwordDays: 90, copyCharacters: 500, sealDays: 30 },
  listWaits: {},
  liftWait: { name: 'nobody' },
  listPublications: {},
  previewPublication: { name: '澜溪信息', settings },
  savePublication: { id, name: '澜溪信息', settings },
  listFonts: { source: 'installedFirst' },
  listUnits: {},
  saveUnit: { id, parentId: id, name: '澜溪县林场', signature: '县林场', aliases: ['林场'], parentCommittee: '县委' },
  removeUnit: { id },
  receiveManuscript: {
    fileName: '来稿.txt',
    bytes,
    unitId: id,
    author: '田野',
    phone: '0000-0000',
    arrivedOn: '2024-06-03',
  },
  listManuscripts: { state: 'received', year: 2024 },
  readManuscript: { id },
  readOriginalFile: { id },
  describeManuscript: { id, unitId: id, author: '田野', phone: '0000-0000', arrivedOn: '2024-06-03' },
  decideManuscript: { id, decision: 'rejected', reason: '与上期重复' },
  createArticle: { content: articleContent('澜溪县开设村口服务点'), images: {} },
  listArticles: {},
  listCutOff: {},
  acknowledgeCutOff: {},
  readArticle: { id },
  takeOverArticle: { id, baseVersion: 1, baseSaves: 1 },
  acknowledgeTakeOver: { id },
  saveArticle: {
    id,
    baseVersion: 1,
    baseSaves: 1,
    content: articleContent('澜溪县开设村口服务点'),
    images: {},
    name: '初改',
  },
  previewArticle: { id, content: articleContent('改过的标题') },
  finalizeArticle: { id, baseVersion: 1, baseSaves: 1 },
  reopenArticle: { id },
  listArticleVersions: { id },
  readArticleVersion: { id, version: 1 },
  restoreArticleVersion: { id, version: 1, baseVersion: 2, baseSaves: 2 },
  listArticleComments: { id },
  addArticleComment: { id, anchor: anchorOf('村口'), text: '请补数目' },
  answerArticleComment: { id, commentId: id, text: '已补' },
  resolveArticleComment: { id, commentId: id, isResolved: true },
  readRevisions: { id },
  readNewRevisions: { id, baseNumber: 0, saves: 1, fromVersion: 2 },
  exportMarkedCopy: { id },
  acceptChanges: { id, baseVersion: 2, baseSaves: 2, changes: [0], of: 1, text: articleContent('改过的标题') },
  createIssue: { publicationId: id },
  createIssueFromFile: { publicationId: id, fileName: '全文.txt', bytes },
  listIssues: {},
  readIssue: { id },
  openIssue: { id },
  saveIssue: {
    id,
    baseContentHash: hash,
    column: '基层经验',
    marking: ['内部资料'],
    urgency: 'urgent',
    editorsNote: '本期编发一个地方的做法。',
    articleIds: [id],
    reportTo: ['县委领导'],
    copyTo: ['县档案馆'],
    sendTo: ['各乡镇'],
    copies: 60,
  },
  preflightIssue: { id },
  proposeSubstitutes: { id },
  previewIssue: { id },
  addComment: { id, articleId: id, block: 0, quote: '服务点', text: '请补数目' },
  resolveComment: { id, commentId: id, isResolved: true },
  discardIssue: { id },
  replaceInIssue: {
    id,
    contentHash: hash,
    sought: '村口',
    replacement: '村头',
    articles: [{ articleId: id, baseVersion: 1, edits: [{ line: 0, start: 0, end: 2, text: '村头' }] }],
  },
  readReplacement: { id },
  undoReplacement: { id, articles: [{ articleId: id, version: 2 }] },
  listHandled: {},
  submitIssue: { ...step, waiver: '下一期再改' },
  recallIssue: { id },
  passIssue: step,
  countersignIssue: step,
  returnIssue: { id, reason: '数字有误', station: 0 },
  correctArticle: { id, contentHash: hash, articleId: id, content: articleContent('改过的标题'), images: {} },
  requestConfirmation: step,
  confirmCorrection: step,
  prepareRelease: step,
  releaseIssue: { id, issueHash: hash, password: '从来没有用过的口令' },
  registerPrinting: { id, copies: 60, note: '' },
  voidIssue: { id, reason: '印错' },
  listVoidNumbers: {},
  archiveIssue: { id, note: '' },
  listArchive: { publicationId: id, year: 2024 },
  readArchivedIssue: { id },
  readFrozenFile: { id, name: 'issue.pdf' },
  exportIssue: { id, ticketId: id },
  exportDraft: { id, ticketId: id },
  verifyArchive: { id },
  readOutputTerms: { issueId: id },
  applyForOutput: { issueId: id, form: 'print', purpose: '付印', copies: 60 },
  listTickets: {},
  decideTicket: { id, isApproved: false, reason: '份数太多' },
  withdrawTicket: { id },
  readPrintPages: { id, isBooklet: true, part: 'pages', ticket: { id, copies: 60 } },
  recordBookletExport: { id },
  recordPrint: { id, printer: 'Laser', copies: 60, pages: '1-4,7', isBooklet: false, part: 'slip', outcome: 'sent' },
  listMarkings: { kind: 'issue', id },
  recordMarking: {
    subject: { kind: 'issue', id },
    decision: {
      kind: '秘密',
      term: '10年',
      ground: '《保密事项范围》第三条',
      approverId: 'nobody',
      scope: '县委领导',
      decidedOn: '2024-06-03',
      liftDate: '2034-06-03',
      reviewOn: '2025-06-03',
      lowerReason: '已删去涉密段落',
    },
  },
  withdrawMarking: { subject: { kind: 'article', id } },
  listMarkingsDue: {},
  reviewMarking: { record: 1, outcome: 'kept', nextOn: '2999-06-03', note: '仍需保密' },
  readReleaseSlip: { id },
  readSignaturePicture: {},
  setSignaturePicture: {},
  searchIssues: { text: '服务点', order: 'newest', limit: 10, offset: 0 },
  listAudit: { chain: 'register', before: 10, limit: 10 },
  verifyAudit: {},
  readBackupState: {},
  saveBackupSettings: { keep: 3, dueDays: 30 },
  makeBackup: { folder: '/nothing-is-here' },
  stopBackup: {},
  drillBackup: { path: '/nothing-is-here', unlock: { kind: 'code', recoveryCode: '0000-0000' } },
  findBackups: { folder: '/nothing-is-here' },
  examineBackup: { path: '/nothing-is-here' },
  restoreBackup: { path: '/nothing-is-here', unlock: { kind: 'code', recoveryCode: '0000-0000' }, setAside: false },
};

/**
 * Payloads that no schema takes: not an object, a member too many, and each member of the lawful input replaced by what
 * it is not. Members that may be left out are not left out here.
 */
export function malformedInputs(input: object): readonly unknown[] {
  const members = Object.entries(input);
  const replaced = members.flatMap(([member, value]) =>
    wrongFor(value).map((wrong) => ({ ...input, [member]: wrong })),
  );
  return [
    undefined,
    null,
    true,
    0,
    'text',
    [],
    [input],
    Object.assign(Object.create(null), { ...input, aMemberNobodyNamed: 1 }),
    { ...input, constructor: 'x' },
    JSON.parse('{"__proto__":{"role":"anyone"}, "toString":1}'),
    { input },
    ...replaced,
  ];
}

function wrongFor(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [null, 1, true, [], {}, ['text'], 'x'.repeat(100_000)];
  if (typeof value === 'number') return [null, '1', true, [], {}, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300];
  if (typeof value === 'boolean') return [null, 'true', 0, 1, [], {}];
  if (value instanceof Uint8Array) return [null, 'text', [...value], { 0: 1, length: 1 }, value.buffer];
  if (Array.isArray(value)) return [null, 'text', 1, {}, [null], [[]], [1], { length: 0 }];
  return [null, 'text', 1, true, [], { aMemberNobodyNamed: 1 }];
}
