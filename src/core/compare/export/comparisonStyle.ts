/**
 * The style of a comparison's page: light and dark as its reader has it, one column where it is narrow, printed dark on
 * light. The names of the columns stay in view.
 */
export const comparisonStyle = `
:root { color-scheme: light dark; --text: #1f2328; --back: #fff; --quiet: #59636e; --line: #d1d9e0; --panel: #f6f8fa;
  --changed: #0550ae; --apart: #953800; --moved: #6639ba; --wrong: #b3151f; --mark: #fff1b8; --mark-line: #9a6700; }
@media screen and (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --quiet: #9198a1; --line: #3d444d;
  --panel: #161b22; --changed: #79c0ff; --apart: #ffa657; --moved: #d2a8ff; --wrong: #ff9492; --mark: #4b3a00;
  --mark-line: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 120rem; padding: 1rem; color: var(--text); background: var(--back);
  font: 14px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4em; } h2 { font-size: 1.15em; margin: 1.5em 0 .5em; }
h1, li, th, td { overflow-wrap: anywhere; }
a { color: var(--changed); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start;
  font: 13px/1.5 ui-monospace, monospace; }
.box { padding: .5rem; background: var(--panel); border: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .5rem; border: 1px solid var(--line); text-align: start; vertical-align: top;
  font-weight: normal; }
thead th, .facts th { font-weight: 600; }
.steps tr > .nothing { border-inline-start: 1px solid var(--line); }
.facts { table-layout: fixed; } .facts thead td { width: 14rem; }
.scroll { overflow-x: auto; }
.steps { table-layout: fixed; }
.steps .state { width: 8rem; color: var(--quiet); }
.steps > thead th { background: var(--panel); position: sticky; top: 0; z-index: 1; }
.steps td { border-inline-start: 4px solid var(--line); }
.changed > td { border-inline-start-color: var(--changed); }
.apart > td { border-inline-start: 4px dashed var(--apart); }
.moved > td { border-inline-start: 4px dotted var(--moved); }
.disagrees > td { border-inline-start: 4px double var(--wrong); }
.disagrees > .state { color: var(--wrong); font-weight: 600; }
.apart > .state { color: var(--apart); } .moved > .state { color: var(--moved); }
.parting th { color: var(--wrong); border-block-start: 3px solid var(--wrong); font-weight: 600; }
.about { margin: 0 0 .25rem; color: var(--quiet); font-size: .9em; }
.step + .step { margin-block-start: .75rem; padding-block-start: .5rem; border-block-start: 1px dotted var(--line); }
.whose { display: none; font-weight: 600; }
.none { color: var(--quiet); }
.hidden { color: var(--wrong); font-size: .9em; }
mark { color: inherit; background: var(--mark); border-block-end: 2px solid var(--mark-line); }
summary { cursor: pointer; color: var(--quiet); }
footer { margin-block-start: 2rem; color: var(--quiet); }
@media (max-width: 700px) {
  .facts thead td { width: 8.5rem; }
  .steps, .steps > tbody, .steps > tbody > tr, .steps > tbody > tr > * { display: block; width: auto; }
  .steps > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .steps > tbody > tr { margin-block-end: .75rem; }
  .steps .state { width: auto; border-block-end: 0; }
  .steps td { border-block-start: 0; }
  .steps td.nothing { display: none; }
  .whose { display: inline; }
}
@media print {
  :root { color-scheme: light; }
  .steps > thead th { position: static; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .text { font-size: 9pt; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
