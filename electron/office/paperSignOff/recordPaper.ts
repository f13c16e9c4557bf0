import type { CheckedInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { type SignOffStatement, signStatement } from '#shared/issue/signOffStatement.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { prepareRelease } from '../signOff/prepareRelease.ts';
import { signedPlace } from '../signOff/recordStep.ts';
import { keptRelease } from './keptRelease.ts';
import { paperStatement, type ReleasePaper } from './paperQueries.ts';
import { requirePaper } from './requirePaper.ts';
import { insertScan, readScan } from './scans.ts';

/**
 * Takes in what somebody signed by hand, with its scan, and signs with the recorder's key what the second person will be
 * asked to confirm; nothing moves yet. At 签发 the issue is made ready and kept with it. Throws as requireStep,
 * illegalState where the publication does not allow it, unreadableFile, forbidden, samePerson.
 */
export async function recordPaper(context: OfficeContext, given: CheckedInput<'recordPaperSignOff'>): Promise<void> {
  const content = contentOf(context);
  const { personId, personName, keys } = sessionOf(context);
  const { id, contentHash, opinion } = given;
  const scan = await readScan(given.scan);
  const { step, place, signer, confirmer } = requirePaper(context, content, given);
  const paper: ReleasePaper = { signer, confirmerName: confirmer.name, signedOn: given.signedOn, scan };
  const isRelease = step.transition.action === 'release';
  const release = isRelease ? await prepareRelease(context, { id, contentHash, opinion }, paper) : undefined;
  const { flow, station } = place;
  const statement: SignOffStatement = release?.statement ?? {
    step: flow[station]?.kind ?? 'reviewer',
    ...signedPlace(content, id, flow, station),
    person: personName,
    publicKey: keys.publicKey,
    at: instantOf(context),
    ...(opinion === '' ? {} : { opinion }),
    hash: contentHash,
    paper: paperStatement(paper, contentHash),
  };
  const signed = signStatement(statement, keys.privateKey);
  changeContent(context, (base, record) => {
    // Typesetting took its time: what is recorded is for the issue as it stands now.
    requirePaper(context, base, given);
    insertScan(base, scan);
    const paperId = context.environment.newId();
    base
      .prepare(
        `INSERT INTO paper_sign_offs (id, issue_id, station, signer, signed_on, opinion, scan, content_hash, recorder,
           confirmer, statement, release, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        paperId,
        id,
        station,
        given.signerId,
        given.signedOn,
        opinion,
        scan.sm3,
        contentHash,
        personId,
        given.confirmerId,
        canonicalJson(signed),
        release ? keptRelease(release) : null,
        signed.at,
      );
    const keep = base.prepare('INSERT INTO paper_files (paper_id, place, name, bytes) VALUES (?, ?, ?, ?)');
    for (const [place, { name, bytes }] of (release?.files ?? []).entries()) {
      keep.run(paperId, place, name, Buffer.from(bytes));
    }
    // Whoever signed the paper has seen it: 取回 is free no more.
    base.prepare('UPDATE issues SET opened_at = coalesce(opened_at, ?) WHERE id = ?').run(signed.at, id);
    record('recordPaperSignOff', id, {
      paper: paperId,
      station: station + 1,
      signer: given.signerId,
      confirmer: given.confirmerId,
      scan: scan.sm3,
    });
  });
  context.environment.emit({ kind: 'changed', nouns: ['issues'] });
}
