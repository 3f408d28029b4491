import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { column, mark, traces, verdict } from './support/samples.ts';
import { useTraces } from './support/fixture.ts';

const openTraces = useTraces();
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const state = traces(
  [
    column({
      label: 'basis-7b',
      model: 'org/Basis-7B',
      role: 'base',
      sample: 1,
      samples: [mark(), mark({ verdict: 'wrong' }), mark({ state: 'streaming', verdict: null }), mark()],
      reasoning: 'Ein Schritt.\n'.repeat(80),
      answer: 'Es sind 42.',
      flags: ['der Server ignoriert einen Teil des Samplings'],
      completionTokens: 12_900,
      reasoningTokens: 10_700,
      ttftMs: 40,
      durationMs: 95_000,
      verdict: verdict({ range: [8, 10] }),
    }),
    column({ label: 'abgeschnitten', state: 'truncated', role: 'tuned', reasoning: 'Ein Schritt.' }),
    column({
      label: 'gescheitert',
      state: 'failed',
      note: 'Keine Verbindung.',
      remedies: ['set-key', 'edit-endpoints'],
    }),
    column({ label: 'wartet', state: 'queued' }),
  ],
  { position: [1, 3] },
);

/** Words that stand in the panel as they are in both languages: names, and what the host had said already. */
const same = new Set(['Reasoning', 'Gold', 'Prompt', 'Tokens', 'Tokens/s', 'Traces']);

test('in German the panel says nothing in English', async () => {
  const view = await openTraces({ german: true, width: 1900 });
  await view.send({ type: 'state', state });
  const bundle = JSON.parse(
    await readFile(new URL('../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;
  const english = new Set(Object.entries(bundle).flatMap(([key, words]) => (key === words ? [] : [key])));
  const said = await view.page.evaluate(() => {
    const texts: string[] = [];
    const visit = (node: Node): void => {
      if (node instanceof Text) texts.push(node.data.trim());
      if (node instanceof Element) {
        texts.push(...['aria-label', 'title', 'placeholder'].map((name) => node.getAttribute(name) ?? ''));
        node.shadowRoot?.childNodes.forEach(visit);
      }
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    return texts;
  });
  expect(said).toEqual(
    expect.arrayContaining(['Vollständig', 'Richtig', 'Abgeschnitten', 'Basis', 'Antwort', 'Frage']),
  );
  expect(said.filter((text) => english.has(text) && !same.has(text))).toEqual([]);
  expect(said).toContain('12.900 (10.700 Reasoning, 2.200 Antwort)');
});

test('the long German words stay in their places at 400 px, and axe finds nothing', async () => {
  const view = await openTraces({ german: true, width: 400, height: 900 });
  await view.send({ type: 'state', state });
  const over = await view.page.evaluate(() => {
    const wide = (element: Element) =>
      element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    const cut = (element: Element) => getComputedStyle(element).overflowX !== 'visible' || wide(element);
    return [
      ...(wide(document.documentElement) ? ['page'] : []),
      ...[
        ...document.querySelectorAll(
          'header, header *, .facts, .facts *, .verdict, .verdict *, .column-head, .flags *',
        ),
      ]
        .filter((element) => wide(element) && cut(element) && getComputedStyle(element).display !== 'inline')
        .map(
          (element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 60)}`,
        ),
    ];
  });
  expect(over).toEqual([]);
  await view.page.evaluate(axeSource);
  const found = await view.page.evaluate(async () => (await window.axe.run()).violations);
  expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
});
