import { factsOf, timeWords } from './comparisonFacts.ts';
import type { ComparisonRecord } from './comparisonRecord.ts';
import { legend } from './comparisonRows.ts';
import { stepsPieces } from './comparisonStepsHtml.ts';
import { comparisonStyle } from './comparisonStyle.ts';
import { summaryOf } from './comparisonSummary.ts';
import { escapeHtml, htmlText, isolated } from './htmlText.ts';
import { showHidden } from '../../hiddenText.ts';

/** Nothing is loaded and nothing runs, whatever stands in the texts; the page's own style alone is let in. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A comparison as one HTML file that needs no other, without scripts. Ends with a line end. */
export function comparisonHtml(record: ComparisonRecord): string {
  return [...htmlPieces(record)].join('');
}

/** The same piece by piece: a long comparison takes a while. */
export function* htmlPieces(record: ComparisonRecord): Generator<string> {
  const { item, at } = record;
  const name = `${item.benchmark} · ${item.id}`;
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(showHidden(name))}</title>
<style>${comparisonStyle}</style>
</head>
<body>
<main>
<h1>${isolated(item.benchmark)} · ${isolated(item.id)}</h1>
<div class="text box" dir="auto">${htmlText(item.question)}</div>
${item.gold === null ? '' : `<p>Gold answer: ${isolated(item.gold)}</p>`}
<h2>Traces</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Traces">
${factsTable(record)}
</div>
<h2>Summary</h2>
<ul>
${summaryOf(record)
  .map(
    (line) =>
      `<li>${line.map((part) => (typeof part === 'string' ? escapeHtml(part) : isolated('label' in part ? part.label : part.answer))).join('')}</li>`,
  )
  .join('\n')}
</ul>
<h2>Steps</h2>
`;
  yield* stepsPieces(record);
  yield `<h2>Legend</h2>
<ul>
${legend.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}
</ul>
</main>
<footer>Made with Reasoning Transfer, ${timeWords(at)}.</footer>
</body>
</html>
`;
}

function factsTable(record: ComparisonRecord): string {
  const head = record.traces.map(({ label }) => `<th scope="col">${isolated(label)}</th>`).join('');
  const rows = factsOf(record).map(({ name, own, values }) => {
    const cells = values.map((value) => `<td>${own ? isolated(value) : htmlText(value)}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells}</tr>`;
  });
  return `<table class="facts"><thead><tr><td></td>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}
