import { strToU8, zipSync } from 'fflate';
import { subsetFaces } from '#formats/font/subsetFaces.ts';

/** Files of a package by path; a text stands for its UTF-8 bytes. */
export type OfdFiles = Readonly<Record<string, string | Uint8Array>>;

const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** The smallest PNG there is: one grey pixel. */
export const onePixel = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64'),
);

/** A face with the characters of the pages below, as an issue would bring it. */
export async function handmadeFace(): Promise<Uint8Array> {
  const [face] = await subsetFaces([{ slot: 'body', text: '云溪水清，河长到村。', place: '正文' }]);
  return new Uint8Array(Buffer.from(face?.dataUrl.split(',')[1] ?? '', 'base64'));
}

/** An OFD-A of two pages, written by hand: three lines of text, a red rule, a picture, an outline of two levels. */
export function handmadeFiles(face: Uint8Array): OfdFiles {
  return {
    'OFD.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ofd:OFD ${namespace} Version="1.0" DocType="OFD-A"><ofd:DocBody><ofd:DocInfo>
<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID><ofd:Title>云溪信息 第3期</ofd:Title>
<ofd:Author>云溪县办公室</ofd:Author><ofd:Subject>水利专刊</ofd:Subject><ofd:CreationDate>2026-03-05</ofd:CreationDate>
<ofd:CustomDatas><ofd:CustomData Name="题名">云溪信息 第3期</ofd:CustomData>
<ofd:CustomData Name="责任者">云溪县办公室</ofd:CustomData><ofd:CustomData Name="日期">2026-03-05</ofd:CustomData></ofd:CustomDatas>
</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ofd:Document ${namespace}><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID>
<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>
<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>
<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="2" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages>
<ofd:Outlines><ofd:OutlineElem Title="河长到村" Count="1"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>
<ofd:Dest Type="XYZ" PageID="1" Left="28" Top="37"/></ofd:Goto></ofd:Action></ofd:Actions>
<ofd:OutlineElem Title="水清"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>
<ofd:Dest Type="XYZ" PageID="2" Left="28" Top="50.5"/></ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem>
</ofd:OutlineElem></ofd:Outlines></ofd:Document>`,
    'Doc_0/PublicRes.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ofd:Res ${namespace} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="NeikanFang">
<ofd:FontFile>font_0.ttf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>`,
    'Doc_0/DocumentRes.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ofd:Res ${namespace} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image" Format="PNG">
<ofd:MediaFile>image_0.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`,
    'Doc_0/Pages/Page_0/Content.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ofd:Page ${namespace}><ofd:Content><ofd:Layer ID="5" Type="Body">
<ofd:TextObject ID="6" Boundary="28 37 156 10" Font="3" Size="5.6"><ofd:FillColor Value="230 0 0"/><ofd:TextCode X="0" Y="5" DeltaX="g 3 5.6 6">河长到村。</ofd:TextCode></ofd:TextObject>
<ofd:TextObject ID="7" Boundary="28 47 156 10" Font="3" Size="5.6"><ofd:TextCode X="10" Y="5" DeltaX="5.6">云溪</ofd:TextCode><ofd:TextCode X="30" Y="5">水</ofd:TextCode></ofd:TextObject>
<ofd:PathObject ID="8" Boundary="28 60 156 0.7" Stroke="false" Fill="true"><ofd:FillColor Value="230 0 0"/><ofd:AbbreviatedData>M 0 0 L 156 0 L 156 0.7 L 0 0.7 C</ofd:AbbreviatedData></ofd:PathObject>
<ofd:ImageObject ID="9" Boundary="60 100 90 45" CTM="90 0 0 45 0 0" ResourceID="4"/>
</ofd:Layer></ofd:Content></ofd:Page>`,
    'Doc_0/Pages/Page_1/Content.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ofd:Page ${namespace}><ofd:Area><ofd:PhysicalBox>0 0 148 210</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="10" Type="Body">
<ofd:PageBlock ID="11"><ofd:TextObject ID="12" Boundary="28 40 90 10" Font="3" Size="4" CTM="0 1 -1 0 20 0"><ofd:TextCode X="1" Y="2" DeltaX="4">水清</ofd:TextCode></ofd:TextObject></ofd:PageBlock>
</ofd:Layer></ofd:Content></ofd:Page>`,
    'Doc_0/Res/font_0.ttf': face,
    'Doc_0/Res/image_0.png': onePixel,
  };
}

export function zipped(files: OfdFiles): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );
}

/** The files with one text of one of them exchanged; throws where the text is not there. */
export function exchanged(files: OfdFiles, path: string, old: string, text: string): OfdFiles {
  const content = files[path];
  if (typeof content !== 'string' || !content.includes(old)) throw new Error(`${path} has no ${old}`);
  return { ...files, [path]: content.replace(old, text) };
}
