import { contentsLines } from '#shared/issue/contentsLines.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { drawnRule } from './drawnRule.ts';
import { escapeHtml } from './escapeHtml.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { columnLine, contentsHead, editorsNoteLabel, issueDateLine, issueNumberLine } from './printedLines.ts';
import { renderInlines } from './renderInlines.ts';

/**
 * The head of the first page: markings, name, column and number, organ and date over the red rule, contents, editor's note.
 * On pre-printed sheets the name's place stays free.
 */
export function renderMasthead(document: IssueDocument, parameters: LayoutParameters): string {
  const { publication, column, number, date } = document;
  const under = [column ? columnLine(column) : '', number ? issueNumberLine(number) : ''].filter((text) => text !== '');
  const kind = parameters.mastheadKind;
  const marking = renderMarking(document);
  const name = kind === 'preprinted' ? '<div class="name"></div>' : `<h1>${escapeHtml(publication.name)}</h1>`;
  const columnAndNumber = under.map((text) => `<p class="centred">${escapeHtml(text)}</p>`).join('');
  const organAndDate = `<span>${escapeHtml(publication.organ)}</span><span>${date ? issueDateLine(date) : ''}</span>`;
  const rule = kind === 'redHead' ? drawnRule('masthead') : '';
  const head = `${marking}${name}${columnAndNumber}<div class="issued">${organAndDate}${rule}</div>`;
  const contents = renderContents(document, parameters);
  const note = renderEditorsNote(document, parameters);
  return `<header>${kind === 'preprinted' ? `<div class="preprinted">${head}</div>` : head}${
    parameters.editorsNotePlace === 'beforeContents' ? note + contents : contents + note
  }</header>`;
}

/** 标识, one a line: the first thing on the first page of whatever holds text of a marked issue. */
export function renderMarking({ marking }: IssueDocument): string {
  return marking.map((text) => `<p class="marking">${escapeHtml(text)}</p>`).join('');
}

function renderContents(document: IssueDocument, parameters: LayoutParameters): string {
  const lines = contentsLines(document);
  if (lines.length === 0) return '';
  return `<nav class="contents"><p class="head">${contentsHead}</p>${lines
    .map(
      (text) =>
        `<p><i class="diamond" aria-hidden="true"></i>${renderInlines([{ text }], parameters.lastLineMinimum_characters)}</p>`,
    )
    .join('')}</nav>`;
}

function renderEditorsNote({ editorsNote }: IssueDocument, parameters: LayoutParameters): string {
  if (!editorsNote) return '';
  const text = renderInlines([{ text: editorsNote }], parameters.lastLineMinimum_characters);
  return `<p class="note"><span class="label">${editorsNoteLabel}</span>${text}</p>`;
}
