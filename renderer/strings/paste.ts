export const paste = {
  nothing: '剪贴板里没有可以粘贴的文字。请在原来的程序里另存为Word文档（.docx）或文本文件，再从“来稿”读入。',
} as const;
