import { createEditor, type Descendant, Editor } from 'slate';
import { withHistory } from 'slate-history';
import { withReact } from 'slate-react';
import { describe, expect, test } from 'vitest';
import type { EditorDocument } from '#shared/document/editorDocument.ts';
import { insertElements } from '../../../../renderer/editor/insertElements.ts';
import { addHeadLine, currentRole, hasMark, setRole, toggleMark } from '../../../../renderer/editor/roles.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';
import { changeTableHere, goToCell, insertTable, removeTable } from '../../../../renderer/editor/tables.ts';
import { withArticle } from '../../../../renderer/editor/withArticle.ts';
import { placeNotation, readNotation, tidy, writeNotation } from './notation.ts';

/** Name, input, what is done, output: the form of Slate's own fixtures, in the notation of notation.ts. */
type Case = readonly [name: string, input: string, run: (editor: ArticleSlate) => unknown, output: string];

function anEditor(): ArticleSlate {
  return withArticle(withHistory(withReact(createEditor())));
}

function noted(editor: ArticleSlate): string {
  return writeNotation(editor.children as EditorDocument, editor.selection);
}

const enter = (editor: ArticleSlate) => editor.insertBreak();
const back = (editor: ArticleSlate) => editor.deleteBackward('character');
const forward = (editor: ArticleSlate) => editor.deleteForward('character');
const remove = (editor: ArticleSlate) => editor.deleteFragment();
const put = (lines: string) => (editor: ArticleSlate) =>
  insertElements(editor, readNotation(lines).document as Parameters<typeof insertElements>[1]);

const groups: Readonly<Record<string, readonly Case[]>> = {
  Enter: [
    ['breaks a title', 'title 渡|口\nparagraph 灯\nsource', enter, 'title 渡\ntitle |口\nparagraph 灯\nsource'],
    [
      'breaks a title of two lines once more',
      'title 甲\ntitle 乙|丙\nparagraph 灯\nsource',
      enter,
      'title 甲\ntitle 乙\ntitle |丙\nparagraph 灯\nsource',
    ],
    [
      'goes on from a third title line',
      'title 甲\ntitle 乙\ntitle 丙|丁\nparagraph 灯\nsource',
      enter,
      'title 甲\ntitle 乙\ntitle 丙丁\nparagraph |灯\nsource',
    ],
    ['goes on from an empty title line', 'title |\nparagraph 灯\nsource', enter, 'title\nparagraph |灯\nsource'],
    [
      'goes from the subtitle to the byline',
      'title 甲\nsubtitle 乙|\nbyline 丙\nparagraph 灯\nsource',
      enter,
      'title 甲\nsubtitle 乙\nbyline |丙\nparagraph 灯\nsource',
    ],
    [
      'goes from the byline to the text',
      'title 甲\nbyline 丙|丙\nparagraph 灯\nsource',
      enter,
      'title 甲\nbyline 丙丙\nparagraph |灯\nsource',
    ],
    [
      'breaks a paragraph and its marks',
      'title 甲\nparagraph 村里*备|足*灯\nsource',
      enter,
      'title 甲\nparagraph 村里*备*\nparagraph *|足*灯\nsource',
    ],
    [
      'replaces what is selected',
      'title 甲\nparagraph 村[里灯]头\nsource',
      enter,
      'title 甲\nparagraph 村\nparagraph |头\nsource',
    ],
    [
      'behind a heading begins a paragraph',
      'title 甲\nheading2 （一）乙|\nparagraph 灯\nsource',
      enter,
      'title 甲\nheading2 （一）乙\nparagraph |\nparagraph 灯\nsource',
    ],
    [
      'within a heading makes two of it',
      'title 甲\nheading2 （一）|乙\nsource',
      enter,
      'title 甲\nheading2 （一）\nheading2 |乙\nsource',
    ],
    ['behind a lead begins a paragraph', 'title 甲\nlead 乙|\nsource', enter, 'title 甲\nlead 乙\nparagraph |\nsource'],
    ['goes on in a quote', 'title 甲\nquote 乙|\nsource', enter, 'title 甲\nquote 乙\nquote |\nsource'],
    ['goes on in a list', 'title 甲\n- 乙|丙\nsource', enter, 'title 甲\n- 乙\n- |丙\nsource'],
    ['ends a list at its empty last item', 'title 甲\n- 乙\n- |\nsource', enter, 'title 甲\n- 乙\nparagraph |\nsource'],
    [
      'ends a list at an empty item within it, which goes on below',
      'title 甲\n# 乙\n# |\n# 丙\nsource',
      enter,
      'title 甲\n# 乙\nparagraph |\n# 丙\nsource',
    ],
    [
      'goes to the next cell',
      'title 甲\ntable 1\n+ 乙|乙 / 丙\n+ 丁 / 戊\nsource',
      enter,
      'title 甲\ntable 1\n+ 乙乙 / |丙\n+ 丁 / 戊\nsource',
    ],
    [
      'goes from the last cell to what stands behind the table',
      'title 甲\ntable 1\n+ 乙 / 丙|\nparagraph 丁\nsource',
      enter,
      'title 甲\ntable 1\n+ 乙 / 丙\nparagraph |丁\nsource',
    ],
    [
      'in a caption begins a paragraph behind the picture',
      'title 甲\nfigure a 夜|景\nsource',
      enter,
      'title 甲\nfigure a 夜景\nparagraph |\nsource',
    ],
    [
      'does nothing in the source line',
      'title 甲\nparagraph 灯\nsource （乙|）',
      enter,
      'title 甲\nparagraph 灯\nsource （乙|）',
    ],
    [
      'with Shift is Enter',
      'title 甲\nparagraph 村|里\nsource',
      (editor) => editor.insertSoftBreak(),
      'title 甲\nparagraph 村\nparagraph |里\nsource',
    ],
  ],
  text: [
    [
      'goes in at the caret',
      'title 甲\nparagraph 村|里\nsource',
      (editor) => editor.insertText('灯'),
      'title 甲\nparagraph 村灯|里\nsource',
    ],
    [
      'holds no breaks',
      'title 甲\nparagraph 村|\nsource',
      (editor) => editor.insertText('灯\r\n\t亮'),
      'title 甲\nparagraph 村灯 亮|\nsource',
    ],
    [
      'replaces what is selected across paragraphs',
      'title 甲\nparagraph 村[里\nparagraph 灯]亮\nsource',
      (editor) => editor.insertText('口'),
      'title 甲\nparagraph 村口|亮\nsource',
    ],
    [
      'replaces what is selected from title to text and keeps them apart',
      'title 甲[乙\nparagraph 村]里\nsource',
      (editor) => editor.insertText('口'),
      'title 甲口|\nparagraph 里\nsource',
    ],
    [
      'replaces what is selected over cells, which stay',
      'title 甲\ntable 1\n+ 乙[乙 / 丙]丙\nsource',
      (editor) => editor.insertText('口'),
      'title 甲\ntable 1\n+ 乙口| / 丙\nsource',
    ],
    [
      'takes the marks it stands in',
      'title 甲\nparagraph *村|*里\nsource',
      (editor) => editor.insertText('口'),
      'title 甲\nparagraph *村口|*里\nsource',
    ],
  ],
  Backspace: [
    ['takes one character', 'title 甲\nparagraph 村里|\nsource', back, 'title 甲\nparagraph 村|\nsource'],
    [
      'takes a character of two units whole',
      'title 甲\nparagraph 村𠮷|\nsource',
      back,
      'title 甲\nparagraph 村|\nsource',
    ],
    ['joins paragraphs', 'title 甲\nparagraph 村\nparagraph |里\nsource', back, 'title 甲\nparagraph 村|里\nsource'],
    [
      'does not draw the text into the title',
      'title 甲\nparagraph |村\nsource',
      back,
      'title 甲\nparagraph |村\nsource',
    ],
    [
      'takes an empty paragraph under the title',
      'title 甲\nparagraph |\nparagraph 村\nsource',
      back,
      'title 甲|\nparagraph 村\nsource',
    ],
    ['joins title lines', 'title 甲\ntitle |乙\nparagraph 村\nsource', back, 'title 甲|乙\nparagraph 村\nsource'],
    [
      'makes a heading a paragraph',
      'title 甲\nparagraph 村\nheading3 |乙\nsource',
      back,
      'title 甲\nparagraph 村\nparagraph |乙\nsource',
    ],
    ['makes a quote a paragraph', 'title 甲\nquote |乙\nsource', back, 'title 甲\nparagraph |乙\nsource'],
    [
      'takes an item out of its list',
      'title 甲\n- 乙\n- |丙\n- 丁\nsource',
      back,
      'title 甲\n- 乙\nparagraph |丙\n- 丁\nsource',
    ],
    [
      'joins a paragraph to the item above it',
      'title 甲\n- 乙\nparagraph |丙\nsource',
      back,
      'title 甲\n- 乙|丙\nsource',
    ],
    [
      'does not join a paragraph to a table',
      'title 甲\ntable 1\n+ 乙\nparagraph |丙\nsource',
      back,
      'title 甲\ntable 1\n+ 乙\nparagraph |丙\nsource',
    ],
    [
      'takes an empty paragraph behind a table',
      'title 甲\ntable 1\n+ 乙\nparagraph |\nparagraph 丙\nsource',
      back,
      'title 甲\ntable 1\n+ 乙|\nparagraph 丙\nsource',
    ],
    [
      'does nothing at the start of a cell',
      'title 甲\ntable 1\n+ 乙 / |丙\nsource',
      back,
      'title 甲\ntable 1\n+ 乙 / |丙\nsource',
    ],
    [
      'takes a picture whose caption is empty',
      'title 甲\nparagraph 村\nfigure a |\nsource',
      back,
      'title 甲\nparagraph 村|\nsource',
    ],
    [
      'leaves a picture whose caption is written',
      'title 甲\nparagraph 村\nfigure a |夜\nsource',
      back,
      'title 甲\nparagraph 村\nfigure a |夜\nsource',
    ],
    [
      'leaves the source line apart',
      'title 甲\nparagraph 村\nsource |（乙）',
      back,
      'title 甲\nparagraph 村\nsource |（乙）',
    ],
    [
      'takes a subtitle that is empty',
      'title 甲\nsubtitle |\nparagraph 村\nsource',
      back,
      'title 甲|\nparagraph 村\nsource',
    ],
    ['does nothing at the very start', 'title |甲\nparagraph 村\nsource', back, 'title |甲\nparagraph 村\nsource'],
  ],
  Delete: [
    ['takes one character', 'title 甲\nparagraph |村里\nsource', forward, 'title 甲\nparagraph |里\nsource'],
    [
      'joins the next paragraph',
      'title 甲\nparagraph 村|\nparagraph 里\nsource',
      forward,
      'title 甲\nparagraph 村|里\nsource',
    ],
    [
      'joins the next title line',
      'title 甲|\ntitle 乙\nparagraph 村\nsource',
      forward,
      'title 甲|乙\nparagraph 村\nsource',
    ],
    [
      'does not draw the text into the title',
      'title 甲|\nparagraph 村\nsource',
      forward,
      'title 甲|\nparagraph 村\nsource',
    ],
    [
      'does not draw the source line into the text',
      'title 甲\nparagraph 村|\nsource （乙）',
      forward,
      'title 甲\nparagraph 村|\nsource （乙）',
    ],
    [
      'does not draw a table in',
      'title 甲\nparagraph 村|\ntable 1\n+ 乙\nsource',
      forward,
      'title 甲\nparagraph 村|\ntable 1\n+ 乙\nsource',
    ],
    [
      'does nothing at the very end',
      'title 甲\nparagraph 村\nsource 乙|',
      forward,
      'title 甲\nparagraph 村\nsource 乙|',
    ],
    [
      'takes an empty paragraph above a heading',
      'title 甲\nparagraph 村\nparagraph |\nfigure a 夜\nsource',
      forward,
      'title 甲\nparagraph 村\nfigure a |夜\nsource',
    ],
  ],
  'what is selected goes': [
    ['within a line', 'title 甲\nparagraph 村[里灯]头\nsource', remove, 'title 甲\nparagraph 村|头\nsource'],
    ['backwards too', 'title 甲\nparagraph 村]里灯[头\nsource', remove, 'title 甲\nparagraph 村|头\nsource'],
    [
      'across paragraphs',
      'title 甲\nparagraph 村[里\nquote 乙\nparagraph 灯]头\nsource',
      remove,
      'title 甲\nparagraph 村|头\nsource',
    ],
    [
      'from the title, which stays apart',
      'title 甲[乙\nparagraph 村\nheading1 一、]底\nsource',
      remove,
      'title 甲|\nheading1 底\nsource',
    ],
    [
      'into the source line, which stays',
      'title 甲\nparagraph 村[里\nparagraph 灯\nsource （乙]）',
      remove,
      'title 甲\nparagraph 村|\nsource ）',
    ],
    [
      'over a whole table',
      'title 甲\nparagraph 村[里\ntable 1\n+ 乙 / 丙\nparagraph 灯]头\nsource',
      remove,
      'title 甲\nparagraph 村|头\nsource',
    ],
    [
      'over cells, which stay',
      'title 甲\ntable 1\n+ 乙[乙 / 丙\n+ 丁]丁 / 戊\nsource',
      remove,
      'title 甲\ntable 1\n+ 乙| /\n+ 丁 / 戊\nsource',
    ],
    [
      'from a paragraph into a table, whose grid stays',
      'title 甲\nparagraph 村[里\ntable 1\n+ 乙 / 丙]丙\n+ 丁 / 戊\nsource',
      remove,
      'title 甲\nparagraph 村|\ntable 1\n+  / 丙\n+ 丁 / 戊\nsource',
    ],
    [
      'over a picture',
      'title 甲\nparagraph 村[里\nfigure a 夜\nparagraph 灯]头\nsource',
      remove,
      'title 甲\nparagraph 村|头\nsource',
    ],
    ['over items', 'title 甲\n- 乙[乙\n- 丙\n- 丁]丁\nsource', remove, 'title 甲\n- 乙|丁\nsource'],
    [
      'and with all of it gone one can write',
      'title [甲\nheading1 一、乙\ntable 1\n+ 丙\n- 丁\nsource （戊）]',
      remove,
      'title |\nparagraph\nsource',
    ],
  ],
  'a role': [
    [
      'is given to the line',
      'title 甲\nparagraph 村|里\nsource',
      (editor) => setRole(editor, 'heading1'),
      'title 甲\nheading1 村|里\nsource',
    ],
    [
      'is given to every selected line of running text',
      'title 甲[乙\nparagraph 村\nheading1 里\ntable 1\n+ 丙\nquote 灯]\nsource',
      (editor) => setRole(editor, 'lead'),
      'title 甲[乙\nlead 村\nlead 里\ntable 1\n+ 丙\nlead 灯]\nsource',
    ],
    [
      'makes lines one list',
      'title 甲\nparagraph 村[\nquote 里]\nsource',
      (editor) => setRole(editor, 'bulletList'),
      'title 甲\n- 村[\n- 里]\nsource',
    ],
    [
      'makes two lists with a table between them',
      'title 甲\nparagraph 村[\ntable 1\n+ 丙\nparagraph 里]\nsource',
      (editor) => setRole(editor, 'numberedList'),
      'title 甲\n# 村[\ntable 1\n+ 丙\n# 里]\nsource',
    ],
    [
      'makes one item a paragraph',
      'title 甲\n- 村\n- 里|\n- 灯\nsource',
      (editor) => setRole(editor, 'paragraph'),
      'title 甲\n- 村\nparagraph 里|\n- 灯\nsource',
    ],
    [
      'turns a list into the other kind',
      'title 甲\n- 村[\n- 里]\nsource',
      (editor) => setRole(editor, 'numberedList'),
      'title 甲\n# 村[\n# 里]\nsource',
    ],
    [
      'leaves the title alone',
      'title 甲|\nparagraph 村\nsource',
      (editor) => setRole(editor, 'heading1'),
      'title 甲|\nparagraph 村\nsource',
    ],
    [
      'leaves a cell alone',
      'title 甲\ntable 1\n+ 乙|\nsource',
      (editor) => setRole(editor, 'quote'),
      'title 甲\ntable 1\n+ 乙|\nsource',
    ],
    [
      'leaves the source line alone',
      'title 甲\nparagraph 村\nsource 乙|',
      (editor) => setRole(editor, 'quote'),
      'title 甲\nparagraph 村\nsource 乙|',
    ],
  ],
  'a mark': [
    [
      'is put on what is selected',
      'title 甲\nparagraph 村[里]灯\nsource',
      (editor) => toggleMark(editor, 'bold'),
      'title 甲\nparagraph 村*[里]*灯\nsource',
    ],
    [
      'is taken off again',
      'title 甲\nparagraph 村*[里]*灯\nsource',
      (editor) => toggleMark(editor, 'bold'),
      'title 甲\nparagraph 村[里]灯\nsource',
    ],
    [
      'stands beside another',
      'title 甲\nparagraph 村*[里]*灯\nsource',
      (editor) => toggleMark(editor, 'emphasis'),
      'title 甲\nparagraph 村[*_里]_*灯\nsource',
    ],
    [
      'is put on the whole of several paragraphs',
      'title 甲\nparagraph 村[里\nparagraph 灯]头\nsource',
      (editor) => toggleMark(editor, 'superscript'),
      'title 甲\nparagraph 村^[里^\nparagraph ^灯]^头\nsource',
    ],
    [
      'is not for a title',
      'title [甲]\nparagraph 村\nsource',
      (editor) => toggleMark(editor, 'bold'),
      'title [甲]\nparagraph 村\nsource',
    ],
    [
      'is not for the source line',
      'title 甲\nparagraph 村\nsource [乙]',
      (editor) => toggleMark(editor, 'bold'),
      'title 甲\nparagraph 村\nsource [乙]',
    ],
    [
      'is for a cell',
      'title 甲\ntable 1\n+ [乙] / 丙\nsource',
      (editor) => toggleMark(editor, 'bold'),
      'title 甲\ntable 1\n+ *[乙]* / 丙\nsource',
    ],
    [
      'is for a caption',
      'title 甲\nfigure a [夜]\nsource',
      (editor) => toggleMark(editor, 'emphasis'),
      'title 甲\nfigure a _[夜]_\nsource',
    ],
    [
      'at the caret is for what is typed next',
      'title 甲\nparagraph 村|里\nsource',
      (editor) => {
        toggleMark(editor, 'bold');
        editor.insertText('口');
      },
      'title 甲\nparagraph 村*口|*里\nsource',
    ],
  ],
  'a line of the head': [
    [
      'comes under the title',
      'title 甲\nparagraph 村|\nsource',
      (editor) => addHeadLine(editor, 'subtitle'),
      'title 甲\nsubtitle |\nparagraph 村\nsource',
    ],
    [
      'comes under the subtitle',
      'title 甲\nsubtitle 乙\nparagraph 村|\nsource',
      (editor) => addHeadLine(editor, 'byline'),
      'title 甲\nsubtitle 乙\nbyline |\nparagraph 村\nsource',
    ],
    [
      'comes before the byline',
      'title 甲\ntitle 乙\nbyline 丙\nparagraph 村|\nsource',
      (editor) => addHeadLine(editor, 'subtitle'),
      'title 甲\ntitle 乙\nsubtitle |\nbyline 丙\nparagraph 村\nsource',
    ],
    [
      'is gone to where it is already',
      'title 甲\nbyline 丙\nparagraph 村|\nsource',
      (editor) => addHeadLine(editor, 'byline'),
      'title 甲\nbyline 丙|\nparagraph 村\nsource',
    ],
  ],
  'a table': [
    [
      'comes behind the line',
      'title 甲\nparagraph 村|\nsource',
      insertTable,
      'title 甲\nparagraph 村\ntable 1\n+ | /  /\n+  /  /\n+  /  /\nsource',
    ],
    [
      'comes in place of an empty line',
      'title 甲\nparagraph |\nsource',
      insertTable,
      'title 甲\ntable 1\n+ | /  /\n+  /  /\n+  /  /\nsource',
    ],
    [
      'comes before the source line',
      'title 甲\nparagraph 村\nsource 乙|',
      insertTable,
      'title 甲\nparagraph 村\ntable 1\n+ | /  /\n+  /  /\n+  /  /\nsource 乙',
    ],
    [
      'gets a row',
      'title 甲\ntable 1\n+ 乙| / 丙\nsource',
      (editor) => changeTableHere(editor, 'addRow'),
      'title 甲\ntable 1\n+ 乙| / 丙\n+  /\nsource',
    ],
    [
      'gets a column',
      'title 甲\ntable 1\n+ 乙| / 丙\n+ 丁 / 戊\nsource',
      (editor) => changeTableHere(editor, 'addColumn'),
      'title 甲\ntable 1\n+ 乙| /  / 丙\n+ 丁 /  / 戊\nsource',
    ],
    [
      'loses a row',
      'title 甲\ntable 1\n+ 乙| / 丙\n+ 丁 / 戊\nsource',
      (editor) => changeTableHere(editor, 'removeRow'),
      'title 甲\ntable 0\n+ |丁 / 戊\nsource',
    ],
    [
      'loses a column',
      'title 甲\ntable 1\n+ 乙 / 丙|\n+ 丁 / 戊\nsource',
      (editor) => changeTableHere(editor, 'removeColumn'),
      'title 甲\ntable 1\n+ |乙\n+ 丁\nsource',
    ],
    [
      'goes with its last row',
      'title 甲\ntable 1\n+ 乙|\nsource',
      (editor) => changeTableHere(editor, 'removeRow'),
      'title 甲\nparagraph |\nsource',
    ],
    [
      'goes whole',
      'title 甲\nparagraph 村\ntable 1\n+ 乙 / 丙|\nsource',
      removeTable,
      'title 甲\nparagraph 村\nparagraph |\nsource',
    ],
    [
      'is gone through with Tab',
      'title 甲\ntable 1\n+ 乙 / 丙|\n+ 丁 / 戊\nsource',
      (editor) => goToCell(editor, 'next'),
      'title 甲\ntable 1\n+ 乙 / 丙\n+ |丁 / 戊\nsource',
    ],
    [
      'is gone back through with Shift+Tab',
      'title 甲\ntable 1\n+ 乙 / 丙|\n+ 丁 / 戊\nsource',
      (editor) => goToCell(editor, 'previous'),
      'title 甲\ntable 1\n+ |乙 / 丙\n+ 丁 / 戊\nsource',
    ],
    [
      'gets a row by Tab in the last cell',
      'title 甲\ntable 1\n+ 乙 / 丙|\nsource',
      (editor) => goToCell(editor, 'next'),
      'title 甲\ntable 1\n+ 乙 / 丙\n+ | /\nsource',
    ],
  ],
  'what is put in': [
    [
      'joins the line with its words',
      'title 甲\nparagraph 村|里\nsource',
      put('paragraph *备足*'),
      'title 甲\nparagraph 村*备足|*里\nsource',
    ],
    [
      'of several lines splits the line',
      'title 甲\nparagraph 村|里\nsource',
      put('paragraph 乙\nheading1 一、丙\nparagraph 丁'),
      'title 甲\nparagraph 村乙\nheading1 一、丙\nparagraph 丁|\nparagraph 里\nsource',
    ],
    [
      'stands in place of an empty line',
      'title 甲\nparagraph |\nsource',
      put('heading1 一、丙\nparagraph 丁'),
      'title 甲\nheading1 一、丙\nparagraph 丁|\nsource',
    ],
    [
      'at the start of a line stands before it',
      'title 甲\nparagraph |村\nsource',
      put('heading1 一、丙'),
      'title 甲\nheading1 一、丙|\nparagraph 村\nsource',
    ],
    [
      'replaces what is selected',
      'title 甲\nparagraph 村[里]灯\nsource',
      put('paragraph 口'),
      'title 甲\nparagraph 村口|灯\nsource',
    ],
    [
      'into a title are its words, the rest goes under it',
      'title 甲|\nparagraph\nsource',
      put('paragraph 乙\nparagraph 丙\nparagraph （丁戊）'),
      'title 甲乙\nparagraph 丙|\nsource （丁戊）',
    ],
    [
      'into a title of an article with text stands before the text',
      'title 甲|\nparagraph 村\nsource （庚）',
      put('paragraph 乙\nparagraph 丙'),
      'title 甲乙\nparagraph 丙|\nparagraph 村\nsource （庚）',
    ],
    [
      'into a cell are the words only',
      'title 甲\ntable 1\n+ 乙| / 丙\nsource',
      put('paragraph 丁。\nheading1 一、戊\nparagraph 己'),
      'title 甲\ntable 1\n+ 乙丁。一、戊 己| / 丙\nsource',
    ],
    [
      'of a table into a cell is its words',
      'title 甲\ntable 1\n+ | / 丙\nsource',
      put('table 1\n+ 丁 / 戊'),
      'title 甲\ntable 1\n+ 丁 戊| / 丙\nsource',
    ],
    [
      'into a caption are the words only',
      'title 甲\nfigure a 夜|\nsource',
      put('heading1 一、戊'),
      'title 甲\nfigure a 夜一、戊|\nsource',
    ],
    [
      'of a picture into a cell stands behind the table',
      'title 甲\ntable 1\n+ 乙| / 丙\nparagraph 村\nsource',
      put('figure b'),
      'title 甲\ntable 1\n+ 乙 / 丙\nfigure b |\nparagraph 村\nsource',
    ],
    [
      'in the source line stands before it',
      'title 甲\nparagraph 村\nsource 乙|',
      put('figure b'),
      'title 甲\nparagraph 村\nfigure b |\nsource 乙',
    ],
    [
      'in an item stands behind the list',
      'title 甲\n- 乙|丙\n- 丁\nsource',
      put('heading1 一、戊'),
      'title 甲\n- 乙丙\n- 丁\nheading1 一、戊|\nsource',
    ],
    ['of nothing changes nothing', 'title 甲\nparagraph 村|里\nsource', put(''), 'title 甲\nparagraph 村|里\nsource'],
  ],
  'undo brings back': [
    [
      'a split line',
      'title 甲\nparagraph 村|里\nsource',
      (editor) => {
        enter(editor);
        editor.undo();
      },
      'title 甲\nparagraph 村|里\nsource',
    ],
    [
      'a list',
      'title 甲\nparagraph 村[\nparagraph 里]\nsource',
      (editor) => {
        setRole(editor, 'bulletList');
        editor.undo();
      },
      'title 甲\nparagraph 村[\nparagraph 里]\nsource',
    ],
    [
      'a table that was taken out',
      'title 甲\ntable 1\n+ 乙 / 丙|\nsource',
      (editor) => {
        removeTable(editor);
        editor.undo();
      },
      'title 甲\ntable 1\n+ 乙 / 丙\nsource',
    ],
    [
      'everything that was deleted',
      'title [甲\n- 乙\ntable 1\n+ 丙\nfigure a 丁\nsource 戊]',
      (editor) => {
        remove(editor);
        editor.undo();
      },
      'title [甲\n- 乙\ntable 1\n+ 丙\nfigure a 丁\nsource 戊]',
    ],
    [
      'what a whole text replaced',
      'title 甲\nparagraph 村[里]灯\nsource',
      (editor) => {
        put('heading1 一、乙\ntable 1\n+ 丙')(editor);
        editor.undo();
      },
      'title 甲\nparagraph 村[里]灯\nsource',
    ],
  ],
  'an article': [
    ['has a title', 'table 1\n+ 乙\nsource', () => {}, 'title\ntable 1\n+ 乙\nsource'],
    [
      'takes its first paragraph for the title',
      'paragraph 甲\nparagraph 乙',
      () => {},
      'title 甲\nparagraph 乙\nsource',
    ],
    [
      'has at most three title lines',
      'title 甲\ntitle 乙\ntitle 丙\ntitle 丁\nsource',
      () => {},
      'title 甲\ntitle 乙\ntitle 丙\nparagraph 丁\nsource',
    ],
    [
      'has one subtitle and one byline',
      'title 甲\nsubtitle 乙\nsubtitle 丙\nbyline 丁\nbyline 戊\nparagraph 村\nsource',
      () => {},
      'title 甲\nsubtitle 乙\nparagraph 丙\nparagraph 丁\nparagraph 戊\nparagraph 村\nsource',
    ],
    [
      'has the title before the text',
      'title 甲\nparagraph 村\ntitle 乙\nsource',
      () => {},
      'title 甲\nparagraph 村\nparagraph 乙\nsource',
    ],
    [
      'has nothing behind the source line',
      'title 甲\nsource 乙\nparagraph 村\nheading1 里',
      () => {},
      'title 甲\nparagraph 村\nheading1 里\nsource 乙',
    ],
    [
      'has one source line',
      'title 甲\nparagraph 村\nsource 乙\nsource 丙',
      () => {},
      'title 甲\nparagraph 村\nsource 乙',
    ],
    [
      'has no row that is covered whole from above',
      'title 甲\ntable 2\n+ 乙{2x1} / 丙{3x1}\n+\n+ 丁\nsource',
      () => {},
      'title 甲\ntable 1\n+ 乙 / 丙{2x1}\n+ 丁\nsource',
    ],
    ['has a line to write into', 'title 甲\nsource 乙', () => {}, 'title 甲\nparagraph\nsource 乙'],
  ],
};

describe.each(Object.entries(groups))('%s', (_group, cases) => {
  test.each(cases)('%s', (_name, input, run, output) => {
    const editor = anEditor();
    placeNotation(editor, input);
    run(editor);
    const expected = tidy(output);
    expect(/[|[]/.test(expected) ? noted(editor) : writeNotation(editor.children as EditorDocument)).toBe(expected);
  });
});

describe('elements that hold what they may not', () => {
  const text = (words: string) => ({ text: words });
  const cases: readonly (readonly [string, Descendant[], string])[] = [
    [
      'a list keeps only its items',
      [{ role: 'list', ordered: false, children: [{ role: 'item', children: [text('甲')] }, text('乙')] } as never],
      '- 甲',
    ],
    ['a list without items goes', [{ role: 'list', ordered: false, children: [] }], 'paragraph'],
    ['a table without rows goes', [{ role: 'table', headerRows: 1, children: [] }], 'paragraph'],
    [
      'a row keeps only its cells',
      [
        {
          role: 'table',
          headerRows: 0,
          children: [
            {
              role: 'row',
              children: [
                { role: 'cell', children: [text('甲')] },
                { role: 'paragraph', children: [text('乙')] },
              ],
            },
          ],
        } as never,
      ],
      'table 0\n+ 甲',
    ],
    [
      'a paragraph within a paragraph gives its words',
      [{ role: 'paragraph', children: [text('甲'), { role: 'paragraph', children: [text('乙')] }] } as never],
      'paragraph 甲乙',
    ],
    [
      'a paragraph within a cell gives its words',
      [
        {
          role: 'table',
          headerRows: 0,
          children: [
            { role: 'row', children: [{ role: 'cell', children: [{ role: 'paragraph', children: [text('甲')] }] }] },
          ],
        } as never,
      ],
      'table 0\n+ 甲',
    ],
  ];
  test.each(cases)('%s', (_name, elements, output) => {
    const editor = anEditor();
    const { document } = readNotation('title 题\nsource 落');
    editor.children = [document[0] as Descendant, ...elements, document[1] as Descendant];
    Editor.normalize(editor, { force: true });
    expect(writeNotation(editor.children as EditorDocument)).toBe(`title 题\n${output}\nsource 落`);
  });
});

describe('what the tool bar reads', () => {
  const cases: readonly (readonly [string, string | undefined, boolean])[] = [
    ['title 甲|\nparagraph 村\nsource', undefined, false],
    ['title 甲\nheading3 *村|*\nsource', 'heading3', true],
    ['title 甲\n# 村|\nsource', 'numberedList', false],
    ['title 甲\n- *村|*\nsource', 'bulletList', true],
    ['title 甲\ntable 1\n+ 乙|\nsource', undefined, false],
    ['title 甲\nfigure a *夜|*\nsource', undefined, true],
    ['title 甲\nparagraph *村*[里*灯]*\nsource', 'paragraph', false],
  ];
  test.each(cases)('%j is %s', (input, role, isBold) => {
    const editor = anEditor();
    placeNotation(editor, input);
    expect([currentRole(editor), hasMark(editor, 'bold')]).toEqual([role, isBold]);
  });
});
