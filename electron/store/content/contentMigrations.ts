import { createAuditTable } from '../auditChain.ts';
import type { Migration } from '../migrate.ts';
import { issueArticleTables } from './migration1IssueArticles.ts';
import { issueTables } from './migration1Issues.ts';
import { manuscriptTables } from './migration1Manuscripts.ts';
import { searchTables } from './migration2Search.ts';
import { commentTables } from './migration3Comments.ts';
import { issueSeries } from './migration4Series.ts';
import { articleBases } from './migration5ArticleBases.ts';
import { articleWriting } from './migration6ArticleWriting.ts';
import { signaturePictures } from './migration7SignaturePictures.ts';
import { issueFlows } from './migration8IssueFlows.ts';
import { handedOverTables } from './migration9HandedOver.ts';
import { markings } from './migration10Markings.ts';
import { outputTickets } from './migration11OutputTickets.ts';
import { namedSigners } from './migration12NamedSigners.ts';
import { issueRequests } from './migration13IssueRequests.ts';
import { paperSignOffs } from './migration14PaperSignOffs.ts';
import { flowOrder } from './migration15FlowOrder.ts';
import { markingEnds } from './migration16MarkingEnds.ts';
import { delegations } from './migration17Delegations.ts';
import { markingConsents } from './migration18MarkingConsents.ts';
import { issueViews } from './migration19IssueViews.ts';
import { shelvedArticles } from './migration20ShelvedArticles.ts';
import { terms } from './migration21Terms.ts';
import { searchOfFields } from './migration22Search.ts';
import { delegateRecalls } from './migration23DelegatedRecalls.ts';
import { recordItems } from './migration24RecordItems.ts';
import { adoptionStatistics } from './migration25AdoptionStatistics.ts';
import { packageTables } from './migration26Packages.ts';
import { originatorConsents } from './migration27OriginatorConsents.ts';
import { carryStationWords } from './migration28StationWords.ts';
import { draftParts } from './migration29DraftParts.ts';
import { consentPlaces } from './migration30ConsentPlaces.ts';
import { termKeeping } from './migration31TermKeeping.ts';
import { backIssues } from './migration32BackIssues.ts';
import { machineDuties } from './migration33MachineDuties.ts';
import { markingDrops } from './migration34MarkingDrops.ts';
import { volumeTickets } from './migration35VolumeTickets.ts';
import { lending } from './migration36Lending.ts';
import { lentMarkings } from './migration37LentMarkings.ts';
import { stepStatements } from './migration38StepStatements.ts';
import { signedLegs } from './migration39SignedLegs.ts';
import { unfinishedPackages } from './migration40UnfinishedPackages.ts';
import { articleLending } from './migration41ArticleLending.ts';
import { lawfulSteps } from './migration42LawfulSteps.ts';

/** The audit chain of content.db; it is mirrored to the register under the same name. */
export const contentAudit = { table: 'audit', name: 'content' } as const;

/** Every step content.db has gone through. A step that was released is never edited; a new one is added. */
export const contentMigrations: readonly Migration[] = [
  {
    number: 1,
    up: (database) => {
      createAuditTable(database, contentAudit);
      database.exec(manuscriptTables);
      database.exec(issueTables);
      database.exec(issueArticleTables);
    },
  },
  { number: 2, up: (database) => database.exec(searchTables) },
  { number: 3, up: (database) => database.exec(commentTables) },
  { number: 4, up: (database) => database.exec(issueSeries) },
  { number: 5, up: (database) => database.exec(articleBases) },
  { number: 6, up: (database) => database.exec(articleWriting) },
  { number: 7, up: (database) => database.exec(signaturePictures) },
  { number: 8, up: (database) => database.exec(issueFlows) },
  { number: 9, up: (database) => database.exec(handedOverTables) },
  { number: 10, up: (database) => database.exec(markings) },
  { number: 11, up: (database) => database.exec(outputTickets) },
  { number: 12, up: (database) => database.exec(namedSigners) },
  { number: 13, up: (database) => database.exec(issueRequests) },
  { number: 14, up: (database) => database.exec(paperSignOffs) },
  { number: 15, up: (database) => database.exec(flowOrder) },
  { number: 16, up: (database) => database.exec(markingEnds) },
  { number: 17, up: (database) => database.exec(delegations) },
  { number: 18, up: (database) => database.exec(markingConsents) },
  { number: 19, up: (database) => database.exec(issueViews) },
  { number: 20, up: (database) => database.exec(shelvedArticles) },
  { number: 21, up: (database) => database.exec(terms) },
  { number: 22, up: searchOfFields },
  { number: 23, up: delegateRecalls },
  { number: 24, up: (database) => database.exec(recordItems) },
  { number: 25, up: (database) => database.exec(adoptionStatistics) },
  { number: 26, up: (database) => database.exec(packageTables) },
  { number: 27, up: (database) => database.exec(originatorConsents) },
  { number: 28, up: carryStationWords },
  { number: 29, up: draftParts },
  { number: 30, up: (database) => database.exec(consentPlaces) },
  { number: 31, up: (database) => database.exec(termKeeping) },
  { number: 32, up: backIssues },
  { number: 33, up: (database) => database.exec(machineDuties) },
  { number: 34, up: (database) => database.exec(markingDrops) },
  { number: 35, up: (database) => database.exec(volumeTickets) },
  { number: 36, up: lending },
  { number: 37, up: (database) => database.exec(lentMarkings) },
  { number: 38, up: (database) => database.exec(stepStatements) },
  { number: 39, up: (database) => database.exec(signedLegs) },
  { number: 40, up: (database) => database.exec(unfinishedPackages) },
  { number: 41, up: articleLending },
  { number: 42, up: lawfulSteps },
];
