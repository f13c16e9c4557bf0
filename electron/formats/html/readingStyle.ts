/**
 * The style of the page for reading: one column of some forty characters, the red of the masthead the only colour,
 * dark where the reader's system is dark, black on white on paper.
 */
export const readingStyle = `
:root{
color-scheme:light dark;
--paper:#fcfbf8;--ink:#24211d;--soft:#6b655c;--line:#ddd7cc;--shade:#f3f0e9;--red:#b4231a;
--song:"Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC","Songti SC",STSong,SimSun,serif;
--title:FZXiaoBiaoSong-B05S,"方正小标宋简体","Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC",STZhongsong,"Songti SC",SimSun,serif;
--hei:"Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",SimHei,sans-serif;
--kai:"LXGW WenKai",KaiTi,"楷体",STKaiti,"Kaiti SC",var(--song);
}
@media (prefers-color-scheme:dark){:root{--paper:#191815;--ink:#dad5ca;--soft:#a09889;--line:#3d3a33;--shade:#23211d;--red:#f28b7d}}
@counter-style circled{system:fixed;symbols:"①" "②" "③" "④" "⑤" "⑥" "⑦" "⑧" "⑨" "⑩" "⑪" "⑫" "⑬" "⑭" "⑮" "⑯" "⑰" "⑱" "⑲" "⑳";suffix:""}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{max-width:40rem;margin:0 auto;padding:clamp(1.5rem,6vw,4.5rem) clamp(1.1rem,5vw,2rem);font:1.0625rem/1.9 var(--song);line-break:strict;text-autospace:no-autospace;overflow-wrap:anywhere}
p,ul,ol{margin:0}
a{color:inherit;text-decoration:none}
a:hover{color:var(--red)}
:focus-visible{outline:2px solid var(--red);outline-offset:3px;border-radius:2px}
.keep{white-space:nowrap}
.draft{margin-bottom:2.5rem;padding:.35rem .9rem;border:1px solid var(--red);border-radius:3px;color:var(--red);font:.875rem/1.7 var(--hei);text-align:center}
.marking{font:.875rem/1.8 var(--hei);letter-spacing:.1em}
h1{margin:1.6rem 0 .9rem;color:var(--red);font:700 clamp(2rem,8.5vw,3.4rem)/1.3 var(--title);letter-spacing:.08em;text-indent:.08em;text-align:center;text-wrap:balance}
.column,.number{text-align:center}
.issued{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;margin-top:1rem;padding-bottom:.55rem;border-bottom:2px solid var(--red)}
nav{margin:2.2rem 0 0}
nav h2{margin:0 0 .6rem;font:400 1rem/1.8 var(--hei);text-align:center;white-space:pre}
nav ul{list-style:none;padding:0}
nav li{position:relative;padding:.18rem 0 .18rem 1.5em;line-height:1.65}
nav li::before{content:"";position:absolute;left:.45em;top:calc(.18rem + .62em);width:.38em;height:.38em;background:var(--red);transform:rotate(45deg);print-color-adjust:exact}
.note{margin-top:2.2rem;padding:1rem 1.3rem;background:var(--shade);font-family:var(--kai)}
.note p{text-align:justify;text-indent:2em}
.note b{font:400 1em var(--hei)}
article{margin-top:4.2rem;scroll-margin-top:1.5rem}
article+article{padding-top:4.2rem;border-top:1px solid var(--line)}
article h2{margin:0 0 2rem;font:700 clamp(1.45rem,5.2vw,1.85rem)/1.5 var(--title);text-align:center;text-wrap:balance}
article h2 span{display:block}
.subtitle,.byline{margin:-1.3rem 0 2rem;color:var(--soft);font-family:var(--kai);text-align:center}
.subtitle+.byline{margin-top:-1.6rem}
article>p{text-align:justify;text-indent:2em}
article>.subtitle,article>.byline{text-align:center;text-indent:0}
h3,h4,h5,h6{margin:0;font-weight:400;font-size:1em;line-height:inherit;text-indent:2em}
h3{margin-top:1.1rem;font-family:var(--hei)}
h4{margin-top:.4rem;font-family:var(--kai)}
b{font-weight:400;font-family:var(--hei)}
em{font-style:normal;font-family:var(--kai)}
sup{line-height:0;font-size:.65em}
blockquote{margin:1rem 0;padding:0 1.5em;border-left:3px solid var(--line);font-family:var(--kai)}
blockquote p{text-align:justify}
ol,ul{margin:.4rem 0;padding-left:3.1em}
ol{list-style:circled}
li::marker{color:var(--soft)}
.source{margin-top:1rem;color:var(--soft);text-align:right!important}
.table{margin:1.4rem 0;overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.6}
th,td{padding:.45rem .6rem;border:1px solid var(--line);text-align:center;vertical-align:middle;font-weight:400;min-width:3.5em}
th{background:var(--shade);font-family:var(--hei)}
td.long{text-align:left}
figure{margin:1.6rem 0;text-align:center}
img{display:block;max-width:100%;height:auto;margin:0 auto;border-radius:2px}
figcaption{margin-top:.6rem;color:var(--soft);font:.9375rem/1.7 var(--kai);text-wrap:balance}
footer{margin-top:4.2rem;border-top:2px solid var(--ink);border-bottom:2px solid var(--ink);font-size:.9375rem;line-height:1.8}
footer p{padding:.4rem .9em}
footer p+p{border-top:1px solid var(--line)}
.recipients{padding-left:2.9em;text-indent:-2em}
.names{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5em}
@media print{
@page{size:A4;margin:22mm 24mm}
:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#333;--line:#888;--shade:#fff;--red:#c00000}
body{max-width:none;padding:0;font-size:12pt}
h2,h3,h4,h5,h6,thead{break-after:avoid}
figure,tr,footer,.issued{break-inside:avoid}
.source{break-before:avoid}
.table{overflow:visible}
}
`;
