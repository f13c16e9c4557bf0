import { makeElement } from '#formats/docx/makeElement.ts';
import { writeXml } from '#formats/docx/xmlTree.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { wordGrid } from './wordUnits.ts';

/** word/settings.xml, its elements in the order of ISO/IEC 29500-1 §17.15.1.78. */
export function documentSettings(parameters: LayoutParameters): string {
  const flag = (name: string) => makeElement(name, {});
  const value = (name: string, content: string) => makeElement(name, { 'w:val': content });
  const squeeze = parameters.textSpacingTrim ? 'compressPunctuation' : 'doNotCompress';
  return writeXml(
    makeElement('w:settings', {}, [
      ...(parameters.mirroredMargins ? [flag('w:mirrorMargins')] : []),
      value('w:defaultTabStop', String(wordGrid(parameters).characters(2))),
      flag('w:evenAndOddHeaders'),
      value('w:characterSpacingControl', squeeze),
      makeElement('w:compat', {}, [
        // What Word itself sets for Chinese documents: marks in half width count as such, a line that a break ends is not stretched.
        flag('w:spaceForUL'),
        flag('w:balanceSingleByteDoubleByteWidth'),
        flag('w:doNotLeaveBackslashAlone'),
        flag('w:ulTrailSpace'),
        flag('w:doNotExpandShiftReturn'),
        flag('w:useFELayout'),
        makeElement('w:compatSetting', {
          'w:name': 'compatibilityMode',
          'w:uri': 'http://schemas.microsoft.com/office/word',
          'w:val': '15',
        }),
      ]),
      makeElement('w:themeFontLang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN' }),
    ]),
  );
}
