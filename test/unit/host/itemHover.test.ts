import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { hoverText } from '../../../src/host/itemHover.ts';
import type { ItemTarget } from '../../../src/host/itemTargets.ts';
import { itemTable } from '../../../src/core/results/itemTable.ts';
import { legs, savedSample } from '../results/fixtures.ts';
import { byHand, byScorer } from '../verdicts/verdicts.ts';

/** Stands in for VS Code's reader of markdown, which makes links of bare addresses too. */
const markdown = new MarkdownIt({ html: false, linkify: true });

/** Texts that would be something else than text, in an id, a label, a model's answer or a gold answer. */
const attacks = [
  'x)**right**(',
  'x)(www.evil.example/',
  'a)',
  'a](command:workbench.action.quit)',
  '[a](command:workbench.action.quit "b")',
  '<a href="http://evil.example">x</a>',
  '![x](http://evil.example/x.png)',
  'http://evil.example/ www.evil.example me@evil.example',
  "x*y*'z'_w_~~v~~!",
  '| a | b |\n\n# head\n\n- list\n\n```\ncode\n```',
  '`code` $(pass) &lt;b&gt; &#41;**x**',
  '%29**right**%28 %22%2C%22line%22:7',
  '\\)**right**\\(',
];

const target = (id: string): ItemTarget => ({ uri: 'file:///a%20(b)/x.jsonl', line: 3, character: 0, id });

interface Seen {
  /** Kinds of everything that is not text, each once. */
  readonly kinds: string[];
  readonly bold: string[];
  readonly links: string[];
}

/** What a reader sees of markdown. */
function seen(text: string): Seen {
  const all = markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const bold = all.flatMap(({ type }, place) => {
    if (type !== 'strong_open') return [];
    const end = all.findIndex((token, at) => at > place && token.type === 'strong_close');
    return [
      all
        .slice(place + 1, end)
        .map(({ content }) => content)
        .join(''),
    ];
  });
  const links = all.flatMap((token) => (token.type === 'link_open' ? [String(token.attrGet('href'))] : []));
  const kinds = new Set(
    all.flatMap(({ type }) => (/_close$|^(?:inline|text)/.test(type) ? [] : [type.replace('_open', '')])),
  );
  return { kinds: [...kinds], bold, links };
}

/** The argument a link gives its command: VS Code decodes the address, then what is left of it once more. */
function argumentOf(link: string): unknown {
  const query = link.slice(link.indexOf('?') + 1);
  return JSON.parse(decodeURIComponent(decodeURIComponent(query)));
}

test.each(attacks)('%j as an id, label, answer and gold answer stays text', (text) => {
  const item = { ...legs(2), id: text, gold: text };
  const saved = ['', ' 2'].map((more) =>
    savedSample({
      label: text + more,
      model: text + more,
      extracted: text,
      gold: text,
      reason: text,
      judged: { scorer: byScorer({ stored: 1 }, { value: 0, reason: text }), hand: byHand({}, 0, text) },
    }),
  );
  const rows = itemTable(saved, [], Date.parse('2026-01-03T04:00:00Z'));
  const shown = seen(hoverText(item, rows, target(text)).value);
  expect(shown.kinds).toEqual([
    'paragraph',
    'strong',
    'link',
    ...['table', 'thead', 'tr', 'th', 'tbody', 'td'],
  ]);
  expect(shown.bold).toEqual([item.benchmark, shownOnce(text)]);
  expect(shown.links.map((link) => link.slice(0, link.indexOf('?')))).toEqual([
    'command:reasoningTransfer.evaluateItem',
    'command:reasoningTransfer.showTraces',
    'command:reasoningTransfer.compareTraces',
    'command:reasoningTransfer.judgeByHand',
    'command:reasoningTransfer.previewPrompt',
  ]);
  for (const link of shown.links) expect(argumentOf(link)).toEqual([target(text)]);
});

/** A text in one line, as a hover shows it. */
function shownOnce(text: string): string {
  return text.replace(/\s+/g, ' ');
}
