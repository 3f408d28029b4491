import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';
import type { ComparisonRecord, RecordedTrace } from '../../../src/core/compare/export/comparisonRecord.ts';

/** A trace to compare, and what is known of it. */
export type Compared = Partial<RecordedTrace> & { readonly reasoning: string; readonly answer?: string };

/** A comparison of traces, computed as the panel's is. */
export function recordOf(
  traces: readonly Compared[],
  { reference = 0, ...fields }: Partial<ComparisonRecord> & { readonly reference?: number } = {},
): ComparisonRecord {
  const part = fields.part ?? 'both';
  const compared = traces.map(({ reasoning, answer = '', extracted = null }) => ({
    ...comparedText({ reasoning, answer }, part),
    finalAnswer: extracted,
  }));
  return {
    item: { benchmark: 'MATH-500', id: 'algebra/1', question: 'What is $1+1$?', gold: '2' },
    part,
    traces: traces.map(({ reasoning: _reasoning, answer: _answer, ...known }, at) => ({
      label: `model-${at}`,
      model: `org/model-${at}`,
      repeat: [1, 1] as const,
      sampling: null,
      end: 'complete' as const,
      endedAt: null,
      value: null,
      ours: null,
      byHand: null,
      extracted: null,
      text: compared[at]?.text ?? '',
      answerAt: compared[at]?.answerAt === 0 ? null : (compared[at]?.answerAt ?? null),
      ...known,
    })),
    aligned: alignTraces(compared, reference),
    at: '2026-03-04T05:06:07.000Z',
    ...fields,
  };
}

/** What models, files and servers may write that is not meant to be read. */
export const hostile: readonly string[] = [
  '</script><script>window.ran = 1</script>',
  '<img src="https://attack.invalid/a.png" onerror="window.ran = 1">',
  '</div></td></tr></table><h1>Right</h1>',
  '"><svg onload=window.ran=1> <style>*{display:none}</style>',
  "' onmouseover='window.ran=1",
  '</style></title></textarea><!-- --> <![CDATA[ ]]> <base href="https://attack.invalid/">',
  '<meta http-equiv="refresh" content="0;url=https://attack.invalid/b">',
  '<link rel=stylesheet href=https://attack.invalid/c.css><iframe src=https://attack.invalid/d></iframe>',
  '&lt;b&gt; &#60;b&#62; &amp;amp; fixes #12, org/code#13, GH-14, a@b.invalid, 0123abc :tada: \\@x `@y`',
  '```\n# Right\n```',
  '`````text\n</details>\n`````',
  '~~~\n<b>x</b>\n~~~',
  '[a](javascript:window.ran=1) ![b](https://attack.invalid/e.png) <https://attack.invalid/f>',
  '| a | b |\n|---|---|\n| c \\| d | `|` |',
  '\\|v\\| \\` \\\\| $x$ $`y`$ @someone www.attack.invalid https://attack.invalid/g',
  'NUL \u0000 BEL \u0007 ESC \u001b[31m CR \r end',
  'lone \ud83d high, \udc00 low, pair \u{1f600}',
  'bidi \u202etxt.exe\u202c \u2066x\u2069 zero\u200bwidth \u2028line\u2029paragraph',
  'مرحبا 123 שלום',
  'e\u0301 \u{e0041}',
];
