import { describe, expect, it } from 'vitest';
import { comparisonHtml } from '../../../src/core/compare/export/comparisonHtml.ts';
import { showHidden } from '../../../src/core/hiddenText.ts';
import { hostile, recordOf } from './exportRecord.ts';

/** The elements of a page, in order, and its text; for pages of ours, which escape all that is no mark-up. */
function read(html: string): { readonly tags: readonly string[]; readonly text: string } {
  const body = html.slice(html.indexOf('<body>'));
  const tags = [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  const text = body
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  return { tags, text };
}

/** Every tag that a page of ours may have, with its attributes. */
const ours =
  /^<\/?(?:body|main|h1|h2|p|ul|li|div|span|bdi|mark|table|thead|tbody|tr|th|td|details|summary|footer)(?: (?:class="[a-z ]+"|id="row-\d+"|dir="auto"|tabindex="0"|scope="(?:row|col)"|role="[a-z]+"|aria-label="Traces"|(?:aria-)?colspan="\d"))*>$/;

describe('a comparison as HTML', () => {
  it('lets nothing in but its own style', () => {
    const html = comparisonHtml(recordOf([{ reasoning: 'a' }, { reasoning: 'b' }]));
    expect(html).toMatch(
      /^<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">/,
    );
    expect(html).not.toMatch(/<script|https?:|url\(|@import/i);
  });

  it('escapes every text, and loses none', () => {
    for (const [at, text] of hostile.entries()) {
      const other = hostile[(at + 3) % hostile.length] ?? '';
      const record = recordOf(
        [
          { label: text, model: other, extracted: text, reasoning: `${text}\n\nAnd then ${other}` },
          { label: 'b', reasoning: `${text} twice\n\nAnd so ${other}\n\n${text}` },
        ],
        { item: { benchmark: other, id: text, question: text, gold: other } },
      );
      const html = comparisonHtml(record);
      const page = read(html);
      for (const tag of page.tags.slice(0, -1)) expect(tag).toMatch(new RegExp(`${ours.source}|^</html>$`));
      const plain = page.text.replace(/\s+/g, '');
      record.traces.forEach(({ text: whole }, trace) => {
        for (const { start, end } of record.aligned.rows.flatMap((row) => row.cells[trace] ?? []))
          expect(plain).toContain(showHidden(whole.slice(start, end)).replace(/\s+/g, ''));
      });
      expect(plain).toContain(showHidden(text).replace(/\s+/g, ''));
      expect(/<title>([^<]*)<\/title>/.test(html)).toBe(true);
    }
  });

  it('holds no character that cannot be seen', () => {
    const all = hostile.join('\n\n');
    const html = comparisonHtml(recordOf([{ reasoning: all }, { reasoning: `${all}!` }]));
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u200b\u2028-\u202e\u2066-\u2069]|\p{Cs}/u);
    expect(html).toContain('NUL <span class="hidden">⟨U+0000⟩</span>');
    expect(html).toContain('lone <span class="hidden">⟨U+D83D⟩</span> high');
  });

  it('folds what is the same, marks other words, and says what a row is in words', () => {
    const html = comparisonHtml(
      recordOf([
        {
          label: 'a',
          reasoning:
            'First.\n\nSecond.\n\nSo the sum of both baskets is 12 apples.\n\nOnly the reference says this.',
        },
        { label: 'b', reasoning: 'First.\n\nSecond.\n\nSo the sum of both baskets is 13 apples.' },
      ]),
    );
    expect(html).toContain(
      '<td role="cell" aria-colspan="2" colspan="2"><details><summary>1–2 ↔ 1–2: 2 steps, the same in all</summary><div class="text" dir="auto">First.\n\nSecond.</div></details></td>',
    );
    expect(html).toMatch(
      /class="changed disagrees"><th scope="row" role="rowheader" class="state">another value of the same thing</,
    );
    expect(html).toMatch(/baskets is <mark>12<\/mark> apples/);
    expect(html).toMatch(/baskets is <mark>13<\/mark> apples/);
    expect(html).toMatch(
      /class="apart"><th scope="row" role="rowheader" class="state">no partner<.*class="nothing"><span class="none">–</,
    );
    expect(html).toMatch(/Here <bdi>b<\/bdi> ends before <bdi>a<\/bdi>\./);
  });
});
