import { createHash } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import type { ExportFile } from '#formats/export/buildExport.ts';
import { checkOfdArchive } from '#formats/ofd/checkOfdArchive.ts';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import { releaseSlipName } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { type RecordPlace, type RecordSettings, recordNumber, retentionNames } from '#shared/records/recordSettings.ts';
import { type SignedRecord, verifyRecord } from '#shared/records/recordStatement.ts';
import type { RuleResult } from '#shared/records/recordTest.ts';
import { documentNumber, recordTitle } from './describeRecord.ts';
import { type EepElement, elementAt, elementsAt, textAt, unwritable } from './eepElement.ts';
import { readHashNotes } from './hashNotes.ts';
import { neededFiles } from './recordFiles.ts';
import { type EepVerdict, verifyEep } from './verifyEep.ts';
import { writeEep } from './writeEep.ts';

/** An item with everything a test looks at. */
export interface TestedRecord {
  readonly recordNumber: string;
  readonly place: RecordPlace;
  readonly title: string;
  readonly documentNumber: string;
  readonly dated: string;
  readonly pages: number;
  readonly description: string;
  readonly statement: SignedRecord;
  readonly files: readonly ExportFile[];
  /** The settings in force; undefined where there are none any more to be held against. */
  readonly settings: RecordSettings | undefined;
  /** Serials of the same class, this one among them. */
  readonly serials: readonly number[];
  /** Whether the key is one the office has registered; undefined for an item that came in by a package. */
  readonly isOwnKey: boolean | undefined;
}

const entityPath = ['封装内容', '文件实体块', '文件实体'] as const;

/** What the text of a metadata element may hold at most, as the fields of records systems take it. */
const longest = 4000;

const needed: readonly (readonly string[])[] = [
  ['聚合层次'],
  ['来源', '全宗名称'],
  ['来源', '立档单位名称'],
  ['电子文件号'],
  ['档号', '全宗号'],
  ['档号', '年度'],
  ['档号', '保管期限'],
  ['档号', '机构或问题'],
  ['档号', '室编件号'],
  ['内容描述', '题名'],
  ['内容描述', '文件编号'],
  ['内容描述', '责任者'],
  ['内容描述', '日期'],
  ['内容描述', '密级'],
  ['形式特征', '页数'],
];

/** Formats that are readable in the long run (GB/T 18894-2016); the others only stand beside 正本. */
const lasting = new Set(['OFD', 'PDF', 'TXT', 'HTML', 'DOCX', 'JSON', 'PNG', 'JPG', 'JPEG', 'TIF']);

interface Look {
  readonly record: TestedRecord;
  readonly verdict: EepVerdict;
  readonly entity: EepElement | undefined;
  /** The whole of 定稿. */
  readonly document: NonNullable<EepVerdict['issue']>['document'];
}

type Finding = string | readonly string[];
interface Rule {
  readonly property: RuleResult['property'];
  /** 检测项目 in the words of DA/T 70-2018. */
  readonly name: string;
  /** Evidence where it holds; the faults where it does not. */
  check(look: Look): { readonly evidence: string } | { readonly faults: Finding; readonly remedy: string };
}

const damagedRemedy = '保留现场，不要再操作；用备份核对，查明改动在哪里发生，并告诉审计员。';
const exportRemedy = '另存封装包保全，告诉系统管理员；恢复备份后重新检测。';

const rules: readonly Rule[] = [
  {
    property: 'authenticity',
    name: '固化信息有效性检测',
    check: ({ record, verdict }) => {
      const { isSigned, isLocked } = verifyRecord(record.statement);
      const faults = [
        ...(isSigned ? [] : ['归档签名不成立']),
        ...(isLocked ? [] : ['锁定签名不成立']),
        ...(record.isOwnKey === false ? ['归档签名不是用登记的钥匙签的'] : []),
        ...(verdict.issue?.faults ?? []).map(({ file, message }) => `${file}：${message}`),
      ];
      const count = verdict.issue?.signatures.length ?? 0;
      return faults.length > 0 || count === 0
        ? { faults: faults.length > 0 ? faults : ['没有一个有效的审签签名'], remedy: damagedRemedy }
        : { evidence: `归档签名、锁定签名和${count}个审签签名全部有效` };
    },
  },
  {
    property: 'authenticity',
    name: '元数据与内容数据一致性检测',
    check: ({ record, entity, document }) => {
      if (!document) return { faults: '定稿读不出来，无法比对', remedy: damagedRemedy };
      const pairs: readonly (readonly [string, string | undefined, string])[] = [
        ['题名', textAt(entity, '内容描述', '题名'), recordTitle(document)],
        ['文件编号', textAt(entity, '内容描述', '文件编号'), documentNumber(document)],
        ['日期', textAt(entity, '内容描述', '日期'), document.date ?? ''],
        ['题名（目录）', record.title, recordTitle(document)],
        ['文件编号（目录）', record.documentNumber, documentNumber(document)],
        ['日期（目录）', record.dated, document.date ?? ''],
        ['页数', textAt(entity, '形式特征', '页数'), String(pagesOf(record.files) ?? '')],
        ['页数（目录）', String(record.pages), String(pagesOf(record.files) ?? '')],
      ];
      const faults = pairs
        .filter(([, said, is]) => said !== is)
        .map(([name, said, is]) => `${name}为“${said ?? ''}”，内容是“${is}”`);
      return faults.length > 0
        ? { faults, remedy: damagedRemedy }
        : { evidence: `题名、文件编号、日期、页数等${pairs.length}处与定稿和正本一致` };
    },
  },
  {
    property: 'authenticity',
    name: '档号规范性检测',
    check: ({ record, entity }) => {
      const { place, settings } = record;
      const faults: string[] = [];
      if (textAt(entity, '档号') !== record.recordNumber) faults.push('封装包中的档号与目录不同');
      const parts = {
        全宗号: place.fonds,
        年度: String(place.year),
        保管期限: retentionNames[place.retention],
        机构或问题: place.division,
        类别号: place.category,
        室编件号: String(place.serial),
      };
      for (const [name, is] of Object.entries(parts)) {
        if (textAt(entity, '档号', name) !== is) faults.push(`${name}与目录不同`);
      }
      const isOfMask = settings !== undefined && recordNumber(settings, place) === record.recordNumber;
      const note = isOfMask ? '，符合现行编号规则' : '，按归档时的规则编制';
      return faults.length > 0 ? { faults, remedy: damagedRemedy } : { evidence: `${record.recordNumber}${note}` };
    },
  },
  {
    property: 'authenticity',
    name: '内容数据的电子属性一致性检测',
    check: ({ record, entity }) => {
      const listed = readHashNotes(entity);
      const faults = record.files.flatMap(({ name, bytes }) => {
        const hashes = listed.get(name);
        if (!hashes) return [`${name}没有附注摘要`];
        if (sm3(bytes) !== hashes.sm3) return [`${name}的SM3与附注不符`];
        if (createHash('sha256').update(bytes).digest('hex') !== hashes.sha256) return [`${name}的SHA-256与附注不符`];
        return [];
      });
      return faults.length > 0
        ? { faults, remedy: damagedRemedy }
        : { evidence: `${record.files.length}个文件的SM3和SHA-256逐一相符` };
    },
  },
  {
    property: 'integrity',
    name: '连续性元数据项检测',
    check: ({ record }) => {
      const serials = new Set(record.serials);
      const last = Math.max(...record.serials);
      const missing = Array.from({ length: last }, (_, index) => index + 1).filter((serial) => !serials.has(serial));
      return missing.length > 0
        ? {
            faults: `同一类目缺件号${missing.slice(0, 10).join('、')}${missing.length > 10 ? `等${missing.length}个` : ''}`,
            remedy: '件号由程序连续编制，空缺的是没有导入的封装包：请把缺的封装包导入。',
          }
        : { evidence: `同一类目件号1至${last}连续，没有重号` };
    },
  },
  {
    property: 'integrity',
    name: '元数据必填著录项目检测',
    check: ({ entity }) => {
      const faults = needed
        .filter((path) => (textAt(entity, ...path) ?? '') === '')
        .map((path) => `缺少${path.join('—')}`);
      return faults.length > 0 ? { faults, remedy: damagedRemedy } : { evidence: `必填的${needed.length}项齐全` };
    },
  },
  {
    property: 'integrity',
    name: '过程信息完整性检测',
    check: ({ verdict }) => {
      const entities = elementsAt(elementAt(verdict.signed, '封装内容', '业务实体块'), '业务实体');
      const actions = entities.map((one) => textAt(one, '业务行为') ?? '');
      const last = actions.at(-1);
      if (entities.length < 3 || last !== '归档') {
        return { faults: '审签到归档的过程不全', remedy: damagedRemedy };
      }
      return { evidence: `${entities.length}个步骤，自“${actions[0]}”至“${last}”` };
    },
  },
  {
    property: 'integrity',
    name: '内容数据完整性检测',
    check: ({ record, verdict }) => {
      const names = new Set(record.files.map(({ name }) => name));
      // 发稿单 has been frozen for as long as there are flows.
      const isEarlier = verdict.issue?.flow === undefined;
      const faults = neededFiles
        .filter((name) => !names.has(name) && !(isEarlier && name === releaseSlipName))
        .map((name) => `缺少${name}`);
      const bytes = record.files.reduce((sum, file) => sum + file.bytes.length, 0);
      return faults.length > 0
        ? { faults, remedy: '这一件是较早签发的或已损坏：正本、定稿、发稿单要齐全。用备份核对。' }
        : { evidence: `正本、发稿单、定稿、签名清单齐全，共${names.size}个文件${bytes}字节` };
    },
  },
  {
    property: 'integrity',
    name: '总件数与总字节数相符性检测',
    check: ({ record, entity }) => {
      const documents = elementsAt(elementAt(entity, '文件数据'), '文档');
      const said = documents.reduce(
        (sum, one) => sum + Number(textAt(one, '文档数据', '编码', '电子属性', '计算机文件大小')),
        0,
      );
      const is = record.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
      return documents.length !== record.files.length || said !== is
        ? {
            faults: `应有${documents.length}个文件${said}字节，实有${record.files.length}个${is}字节`,
            remedy: damagedRemedy,
          }
        : { evidence: `${documents.length}个文件、${said}字节，与著录相符` };
    },
  },
  {
    property: 'usability',
    name: '信息包中元数据的可读性检测',
    check: ({ verdict }) =>
      verdict.faults.length > 0
        ? { faults: verdict.faults.map(({ place, message }) => `${place}：${message}`), remedy: exportRemedy }
        : { evidence: '生成封装包并读回，逐字节相符' },
  },
  {
    property: 'usability',
    name: '元数据项长度和特殊字符检测',
    check: ({ entity }) => {
      const texts = leavesOf(elementAt(entity, '内容描述'));
      const faults = texts
        .filter(({ text = '' }) => text.length > longest || text.search(unwritable) >= 0)
        .map(({ name }) => `${name}过长或有不能显示的字符`);
      return faults.length > 0
        ? { faults, remedy: exportRemedy }
        : { evidence: `${texts.length}项均在${longest}字以内，没有控制字符` };
    },
  },
  {
    property: 'usability',
    name: '内容数据的可读性检测',
    check: ({ record, document }) => {
      const pages = pagesOf(record.files);
      const faults = [
        ...(document ? [] : [`${documentName}读不出来`]),
        ...(pages === undefined ? ['issue.pdf打不开'] : []),
      ];
      return faults.length > 0
        ? { faults, remedy: damagedRemedy }
        : { evidence: `正本PDF可打开（${pages}页），定稿可读出（${document?.articles.length ?? 0}篇）` };
    },
  },
  {
    property: 'usability',
    name: '内容数据格式长期可用性检测',
    check: ({ record }) => {
      const formats = record.files.map(({ name }) => name.slice(name.lastIndexOf('.') + 1).toUpperCase());
      const faults = formats
        .filter((format) => !lasting.has(format))
        .map((format) => `${format}不在GB/T 18894推荐的格式中`);
      const ofd = record.files.find(({ name }) => name === 'issue.ofd');
      faults.push(...ofdFaults(ofd?.bytes));
      return faults.length > 0
        ? { faults, remedy: '正本应为OFD-A。请告诉系统管理员，不要移交这一件。' }
        : { evidence: `正本符合OFD-A各项规则，另有${[...new Set(formats)].join('、')}` };
    },
  },
  {
    property: 'safety',
    name: '加密和封闭压缩检测',
    check: ({ record }) => {
      const faults = record.files
        .filter(({ name, bytes }) => isEncrypted(name, bytes))
        .map(({ name }) => `${name}带有加密`);
      return faults.length > 0 ? { faults, remedy: damagedRemedy } : { evidence: '文件和封装包都没有加密' };
    },
  },
  {
    property: 'safety',
    name: '可执行内容检测',
    check: ({ record }) => {
      const faults = record.files
        .filter(({ name, bytes }) => isActive(name, bytes))
        .map(({ name }) => `${name}带有脚本、宏或自动动作`);
      return faults.length > 0 ? { faults, remedy: damagedRemedy } : { evidence: '没有脚本、宏、附件和自动动作' };
    },
  },
  {
    property: 'safety',
    name: '多余文件检测',
    check: ({ record, entity }) => {
      const known = readHashNotes(entity);
      const faults = record.files.filter(({ name }) => !known.has(name)).map(({ name }) => `多出${name}`);
      return faults.length > 0 ? { faults, remedy: damagedRemedy } : { evidence: '没有清单以外的文件' };
    },
  },
];

/**
 * 四性检测 of one item, rule by rule, as far as a program alone can judge. What only people can see (杀毒软件, 载体外观, 光盘) is
 * named in the report and never passes by itself.
 */
export function testRecord(record: TestedRecord): readonly RuleResult[] {
  const verdict = readBack(record);
  const entity = elementAt(verdict.signed, ...entityPath);
  const look: Look = { record, verdict, entity, document: verdict.issue?.document };
  return rules.map(({ property, name, check }) => {
    const result = check(look);
    if ('evidence' in result) return { property, name, isPassed: true, evidence: result.evidence };
    const { faults, remedy } = result;
    return {
      property,
      name,
      isPassed: false,
      evidence: typeof faults === 'string' ? faults : faults.slice(0, 5).join('；'),
      remedy,
    };
  });
}

function readBack({ description, statement, files }: TestedRecord): EepVerdict {
  try {
    return verifyEep(writeEep(description, statement, files));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { faults: [{ place: '封装包', message: `不能生成：${message}` }] };
  }
}

function pagesOf(files: readonly ExportFile[]): number | undefined {
  const pdf = files.find(({ name }) => name === 'issue.pdf');
  try {
    return pdf && pdfPageCount(pdf.bytes);
  } catch {
    return undefined;
  }
}

function leavesOf(element: EepElement | undefined): readonly EepElement[] {
  if (!element) return [];
  return element.children ? element.children.flatMap(leavesOf) : [element];
}

function ofdFaults(bytes: Uint8Array | undefined): readonly string[] {
  if (!bytes) return ['没有OFD正本'];
  try {
    return checkOfdArchive(bytes).map(({ place, message }) => `issue.ofd（${place}）：${message}`);
  } catch {
    return ['issue.ofd打不开'];
  }
}

function isEncrypted(name: string, bytes: Uint8Array): boolean {
  if (name.endsWith('.pdf')) return latin(bytes).includes('/Encrypt ');
  // Bit 0 of the flags of a local file header (APPNOTE 4.4.4).
  if (/\.(ofd|docx)$/.test(name)) return ((bytes[6] ?? 0) & 1) === 1;
  return false;
}

function isActive(name: string, bytes: Uint8Array): boolean {
  if (name.endsWith('.pdf')) {
    const objects = latin(bytes).replace(/stream\r?\n[\s\S]*?endstream/g, '');
    return /\/(?:JavaScript|JS|Launch|EmbeddedFile|OpenAction)[\s/<([]/.test(objects);
  }
  if (name.endsWith('.docx')) return latin(bytes).includes('vbaProject');
  if (name.endsWith('.html')) return /<script|\son\w+=/i.test(latin(bytes));
  return /\.(exe|com|bat|cmd|js|vbs|sh|lnk|scr|dll)$/i.test(name);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
