import { withoutBlanks } from './textLine.ts';

const ending =
  /(?:工会|妇联|团委|党委|纪委|委员会|办公室|办事处|工委|政府|政府办|局|厅|委|院|公司|集团|大学|学校|中心|站|所|支队|大队|协会|学会|联合会|商会|联社|支部|银行|街道|[镇乡县区市])$/;
/** Words of deeds, which titles have and names of organisations have not. */
const deed =
  /[把让给将]|推动|推进|开展|打造|开设|办起|创新|深化|助力|破解|聚焦|强化|提升|健全|完善|构建|走进|织密|抓[好实牢]/;

/** Whether a text is by its form the name of an organisation and nothing else: 禾川县总工会, 北塘街道. */
export function isOrganisation(text: string): boolean {
  const name = withoutBlanks(text);
  return (
    name.length >= 3 && name.length <= 30 && /^\p{Script=Han}+$/u.test(name) && ending.test(name) && !deed.test(name)
  );
}
