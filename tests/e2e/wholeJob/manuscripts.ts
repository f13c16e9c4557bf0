import type { WordText } from './wordFile.ts';

/** What two units send in. The word 修渠 is in the first text alone: the archive is searched for it. */
export const manuscripts = {
  canal: {
    title: '青石乡冬闲修渠不误春耕',
    lines: [
      '入冬以来，青石乡趁农闲组织群众修渠，清淤疏浚支渠三十六条，春灌以前全部通水。',
      '一、先看水路',
      '乡里请老农带路，逐村查看水路，把堵点漏点画在一张图上，当场定人定时。',
      '二、再定工期',
      '各村按图施工，两天一报进度，工期比往年提前二十天。',
    ],
    source: '（青石乡党委）',
  },
  clinic: {
    title: '云浦镇把诊室搬上渡船',
    lines: [
      '云浦镇岛多桥少，镇卫生院每逢单日派医生随渡船出诊，半年看病两千三百人次。',
      '船到码头先量血压，药费当场结算，群众称之为“不下船的诊室”。',
    ],
    source: '（云浦镇党委）',
  },
} as const satisfies Record<string, WordText>;
