import { createOffice, type Office, type OfficeOptions } from '#office/office.ts';
import type { Answer } from '#shared/contract/errorCode.ts';

/** The people of the benches, and the passwords to type. */
export const benchPeople = {
  editor: { id: 'bianji', password: '水何澹澹山岛竦峙' },
  reviewer: { id: 'shenhe', password: '树木丛生百草丰茂' },
  signer: { id: 'qianfa', password: '秋风萧瑟洪波涌起' },
} as const;
export const { editor } = benchPeople;

/** Founds an office of three in an empty data directory, does some work in it as the editor, and closes it. */
export async function foundOffice(
  directory: string,
  work: (client: Office['client']) => Promise<void> = async () => {},
  options: Pick<OfficeOptions, 'now'> = {},
): Promise<void> {
  const print = () => Promise.reject(new Error('nothing is printed here'));
  const office = createOffice({ ...options, directory, print });
  try {
    answered(
      await office.client.foundOffice({
        name: '柳湾镇办公室',
        staffing: 'standard',
        people: [
          { ...editor, name: '编辑', roles: ['editor', 'archivist', 'systemAdministrator'] },
          { ...benchPeople.reviewer, name: '审核', roles: ['reviewer', 'securityAdministrator'] },
          { ...benchPeople.signer, name: '签发', roles: ['signer', 'auditor'] },
        ],
      }),
    );
    answered(await office.client.signIn({ personId: editor.id, password: editor.password }));
    await work(office.client);
  } finally {
    office.close();
  }
}

/** What an answer holds; throws what it says where it is a refusal. */
export function answered<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}
