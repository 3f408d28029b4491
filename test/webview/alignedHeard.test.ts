import { expect, test } from 'vitest';
import { openTanks } from './support/alignedTanks.ts';
import { alignedMessage, textOf } from './support/alignments.ts';
import { useTraces } from './support/fixture.ts';
import { column, traces } from './support/samples.ts';
import type { TracesPage } from './support/tracesPage.ts';

const openTraces = useTraces();

/** What Chromium gives to assistive technology of the aligned rows. */

interface Heard {
  readonly role: string;
  readonly name: string;
  readonly focused: boolean;
  /** Role and name of what is in it, and what is in that. */
  readonly inside: readonly string[];
}

/** Of every row, or cell, of the grid what is heard of it. */
async function heard(view: TracesPage, wanted: 'row' | 'gridcell' | 'grid' | 'status'): Promise<Heard[]> {
  const session = await view.page.context().newCDPSession(view.page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const text = (value: { value?: unknown } | undefined): string =>
    typeof value?.value === 'string' ? value.value : '';
  const insideOf = (id: string): string[] =>
    (byId.get(id)?.childIds ?? []).flatMap((child) => {
      const node = byId.get(child);
      const own = node === undefined || node.ignored ? [] : [`${text(node.role)} ${text(node.name)}`.trim()];
      return [...own, ...insideOf(child)];
    });
  return nodes
    .filter((node) => !node.ignored && text(node.role) === wanted)
    .map((node) => ({
      role: text(node.role),
      name: text(node.name),
      focused:
        node.properties?.some(({ name, value }) => name === 'focused' && value.value === true) ?? false,
      inside: insideOf(node.nodeId),
    }));
}

test('rows have names, cells say whose step they hold, and what is missing is not read out', async () => {
  const view = await openTanks(openTraces);
  const [grid] = await heard(view, 'grid');
  expect(grid?.name).toBe('Traces step by step');
  const rows = await heard(view, 'row');
  expect(rows.map(({ name }) => name)).toContain('tuned: step 3, only here');
  expect(rows.every(({ name }) => name !== '')).toBe(true);
  const cells = await heard(view, 'gridcell');
  // Seven rows of two, of which three have a step on one side alone.
  expect(cells).toHaveLength(11);
  for (const { inside } of cells) {
    const [first] = inside.filter((one) => one.startsWith('StaticText'));
    expect(first).toMatch(/^StaticText (base|tuned): step \d, /);
  }
  const places = await view.page.evaluate(() => [
    document.querySelector('[role=grid]')?.ariaColCount,
    ...[...document.querySelectorAll('[data-item="2"] > [role=gridcell]:not([aria-hidden])')].map(
      (cell) => cell.ariaColIndex,
    ),
  ]);
  expect(places).toEqual(['2', '2']);
});

test('what the words of a step say is not said again beside it', async () => {
  const view = await openTanks(openTraces);
  const cells = await heard(view, 'gridcell');
  const said = cells.map(({ inside }) => inside.filter((one) => one.startsWith('StaticText')).join(' '));
  expect(said.join(' ')).toContain('another value of the same thing');
  for (const words of said) {
    expect(words.split('another value of the same thing').length).toBeLessThan(3);
    expect(words.split('notation').length).toBeLessThan(3);
  }
  // What they do not say is heard: a label, a way to the partner.
  expect(said[0]).toContain('setting up');
});

test('the next difference has the focus, and where it is is said, each time', async () => {
  const view = await openTanks(openTraces);
  const now = async () => {
    const rows = await heard(view, 'row');
    const [status] = await heard(view, 'status');
    return [rows.find(({ focused }) => focused)?.name ?? '', status?.inside.join(' ') ?? ''];
  };
  await view.page.keyboard.press('n');
  const [row, status] = await now();
  expect(row).toContain('base: step 2, changed, another value of the same thing; tuned: step 2');
  expect(status).toContain('Difference 1 of ');
  await view.page.keyboard.press('x');
  const [disagreement, first] = await now();
  expect(disagreement).toContain('step 2, changed, another value of the same thing');
  expect(first).toContain('Disagreement: 1 of 1');
  // There is one: it is heard once more that one is there, for the words come anew.
  await view.page.evaluate(() => {
    const spoken = document.querySelector('.spoken')!;
    const seen: string[] = [];
    new MutationObserver(() => seen.push(spoken.textContent)).observe(spoken, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    Object.assign(window, { seen });
  });
  await view.page.keyboard.press('x');
  await view.painted();
  const [same, again] = await now();
  expect(same).toBe(disagreement);
  expect(again).toBe(first);
  expect(await view.page.evaluate('window.seen')).toEqual(['', 'Disagreement: 1 of 1']);
});

test('while steps come, the focus stays where it is, on a row and on what is in it', async () => {
  const moved = ['First the mill is 12 miles off.', 'Then there are 17 sacks of flour in it.'];
  const rest = Array.from({ length: 6 }, (_, at) => `After this they count ${at * 13} stones of the wall.`);
  const left = [...moved, ...rest];
  const right = [moved[1]!, ...rest, moved[0]!];
  const of = (own: readonly string[]) =>
    ['a', 'b'].map((label, at) =>
      column({
        label,
        answer: textOf(at === 0 ? left : own),
        state: at === 0 ? 'complete' : 'streaming',
      }),
    );
  const view = await openTraces({ width: 1400, height: 800, look: { aligned: true } });
  await view.send({ type: 'state', state: traces(of(right)) });
  await view.send(alignedMessage(of(right)));
  await view.settled();
  const active = () =>
    view.page.evaluate(() => [
      document.activeElement?.className ?? '',
      document.activeElement?.closest('.aligned-row')?.ariaLabel ?? '',
    ]);
  const grow = async (own: readonly string[]) => {
    await view.send(alignedMessage(of(own)));
    await view.settled();
  };
  await view.page.locator('.to-partner').first().focus();
  const before = await active();
  expect(before[0]).toContain('to-partner');
  // Each time what comes changes chapters around it.
  const own = [...right];
  for (let turn = 0; turn < 8; turn += 1) {
    own.push(`One more thing, the ${turn}th of ${turn * 19}.`);
    await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: `\n\n${own.at(-1) ?? ''}` }] });
    await grow(own);
    expect(await active()).toEqual(before);
  }
  await view.page.locator('.aligned-row').nth(3).focus();
  const row = await active();
  own.push('And this is the end of 99.');
  await view.send({ type: 'deltas', deltas: [{ key: 'b', answer: `\n\n${own.at(-1) ?? ''}` }] });
  await grow(own);
  expect(await active()).toEqual(row);
});
