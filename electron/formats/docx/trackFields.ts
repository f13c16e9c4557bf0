import { excerpt } from './xmlSearch.ts';

/** Fields that only show a page number or repeat what is there already: nothing of them is missed. */
const silent = /^(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|PAGEREF|SEQ|STYLEREF)\b/i;

/** Follows w:fldChar from begin to end; what stands between begin and separate is code, not text. */
export function trackFields(report: (kind: string, message: string) => void) {
  const open: { code: string; inCode: boolean }[] = [];
  return {
    mark(type: string | undefined): void {
      const last = open[open.length - 1];
      if (type === 'begin') open.push({ code: '', inCode: true });
      else if (type === 'separate' && last) last.inCode = false;
      else if (type === 'end') reportField(open.pop()?.code ?? '', report);
    },
    code(text: string): void {
      const last = open[open.length - 1];
      if (last) last.code += text;
    },
    /** Code never goes past its paragraph: what is still open there would swallow the rest of the file. */
    endParagraph(): void {
      const unfinished = open.findIndex((field) => field.inCode);
      if (unfinished < 0) return;
      for (const { code } of open.splice(unfinished)) {
        if (code.trim() !== '') report('unrecognised', `没有写完的域没有收入：${excerpt(code)}`);
      }
    },
    /** Fields that never end are named at the end of the file. */
    finish(): void {
      this.endParagraph();
      for (const { code } of open.splice(0)) reportField(code, report);
    },
    /** Whether text here is code of a field. */
    inCode: () => open.some((field) => field.inCode),
  };
}

/** Names a field whose result stays as plain text. */
export function reportField(code: string, report: (kind: string, message: string) => void): void {
  const written = code.trim();
  const link = /^HYPERLINK\s+"?([^"\s]+)/i.exec(written)?.[1];
  if (link && !link.startsWith('\\')) report('externalLink', `去掉链接：${excerpt(link)}`);
  else if (written !== '' && !silent.test(written)) report('field', `域代码改为其显示的文字：${excerpt(written)}`);
}
