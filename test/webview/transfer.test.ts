import { expect, test } from 'vitest';
import type { ModelTransfer, Transfer } from '../../src/core/transfer/transfer.ts';
import { useTransfer } from './support/fixture.ts';
import { transferOf } from './support/transferData.ts';
import { directAnswer, flipsOf, stateOf } from './support/transferStates.ts';
import type { TransferPage } from './support/transferPage.ts';

const openTransfer = useTransfer();

function withFirst(transfer: Transfer, change: (model: ModelTransfer) => Partial<ModelTransfer>): Transfer {
  return {
    ...transfer,
    models: transfer.models.map((model, at) => (at === 0 ? { ...model, ...change(model) } : model)),
  };
}

/** A row of the table, its cells as single lines. */
async function row(view: TransferPage, model: string): Promise<string[]> {
  const cells = await view.page.locator('.results tr', { hasText: model }).first().locator('th, td').all();
  const texts = await Promise.all(cells.map((cell) => cell.innerText()));
  return texts.map((text) => text.replace(/\s*\n\s*/g, ' | ').trim());
}

test('each model has a sentence of its numbers, and what weakens them beside it', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 2 })));
  expect(await view.lines('.sentences')).toEqual([
    'What the gain on math became',
    'Harbour-14B-rl: math +14.8 (+8.7 to +21.6), other reasoning +6.1 (+4.1 to +8.3), non-reasoning +5.1 (+3.7 to +6.6); TI other 67.9 (50.0 to 87.6); TI non 24.3 (14.5 to 35.0).',
    'RL · 14B · base Harbour-14B · Math is shrunk towards 0: |ΔR| on AIME24 is below 2 standard errors. 2 more notes',
    'Harbour-14B-sft: math +15.4 (+9.3 to +22.1), other reasoning +2.7 (+0.7 to +4.8), non-reasoning −17.4 (−18.9 to −15.7); TI other 40.9 (26.7 to 56.5); TI non −48.6 (−61.6 to −34.4).',
    'SFT · 14B · base Harbour-14B · Math is shrunk towards 0: |ΔR| on AIME24, AIME25 is below 2 standard errors. 1 more note',
  ]);
});

test('an index is never called a share, and never stands without its gains', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 3, valuesOnly: 1 });
  await view.show(
    stateOf(transfer, { otherVerdicts: { ...transferOf({ models: 3 }), verdicts: 'rescored' } }),
  );
  for (const summary of await view.page.locator('summary').all()) await summary.click();
  const all = await view.page.innerText('body');
  expect(all).not.toMatch(/\bkept\b|transferred|share of the gain/i);
  for (const line of await view.lines('.said p'))
    if (line.includes('TI')) expect(line).toMatch(/math [+−\d].*other reasoning .*non-reasoning .*TI other/);
  // In tables the gains stand in the same row.
  for (const table of await view.page.locator('table', { hasText: 'TI other' }).all())
    for (const domain of ['math', 'other', 'non'])
      expect(await table.innerText()).toMatch(new RegExp(`ΔR ${domain}`));
});

test('an undefined index says why; missing intervals and values are said', async () => {
  const view = await openTransfer();
  const none = { value: null, low: null, high: null };
  const transfer = withFirst(transferOf({ models: 2, valuesOnly: 2 }), (model) => ({
    domains: {
      ...model.domains,
      non: {
        ...model.domains.non,
        delta: none,
        di: none,
        benchmarks: 0,
        reason: 'no benchmark of it is measured',
      },
    },
    ti: {
      other: { ...none, status: 'undefined', reason: 'Math did not gain.', nonfinite: null },
      non: { ...none, status: 'undefined', reason: 'Non-reasoning was not measured.', nonfinite: null },
    },
  }));
  await view.show(stateOf(transfer));
  const [first] = await view.lines('.said p');
  expect(first).toBe(
    'Harbour-14B-rl: math +14.8, other reasoning +6.1, non-reasoning not measured; TI other undefined: Math did not gain; TI non undefined: Non-reasoning was not measured.',
  );
  expect(await view.lines('.said summary')).toContain(
    'RL · 14B · base Harbour-14B · No interval: the results hold no scores of single items. 1 more note',
  );
  expect(await view.lines('.table > p')).toEqual([
    'Differences in points, tuned less base. There are no intervals: the results hold no scores of single items.',
  ]);
  const cells = await row(view, 'Harbour-14B-rl');
  expect(cells.slice(0, 9)).toEqual([
    'Harbour-14B-rl | RL · 14B',
    '+14.8',
    '+6.1',
    '–',
    '2.38',
    '1.62',
    '–',
    'undefined | Math did not gain.',
    'undefined | Non-reasoning was not measured.',
  ]);
});

test('while intervals are computed, values stand and it is said', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 2, valuesOnly: 2 }), { pending: true }));
  expect(await view.lines('.computing')).toEqual(['Intervals are being computed']);
  expect((await view.lines('.said summary'))[0]).toContain('Intervals are being computed.');
  expect(await view.page.innerText('body')).not.toContain('no scores of single items');
});

test('a cell has value, interval, both scores, items, p and flags; findings have a mark and words', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 5 })));
  const cells = await row(view, 'Harbour-14B-sft');
  const cell = (start: string): string =>
    cells.find((words) => words.startsWith(`Harbour-14B-sft on ${start}`)) ?? '';
  expect(cell('MATH-500')).toBe(
    'Harbour-14B-sft on MATH-500: | ▲ +12.6 | +8.6 to +17.0 | 24.4 → 37.0 | n 500 · p < 0.001 | truncated 2 % → 2 % | significant gain (p < 0.001 after correction)',
  );
  expect(cell('ACPBench')).toContain('= +0.9');
  expect(cell('ACPBench')).toContain(
    'no change seen; a true difference of 4 points would be found in 80 of 100 cases, before correction (p',
  );
  expect(cell('AIME24')).toContain('? +16.7');
  expect(cell('AIME24')).toContain('smoothed');
  expect(cell('AIME24')).toMatch(
    /not significant; in 80 of 100 cases only a true difference of [\d.]+ points or more would be found, before correction \(p/,
  );
  expect(cell('IFEval')).toContain('asked otherwise');
  expect(cell('IFEval')).toContain('base greedy, tuned T 0.6');
  const missing = (await row(view, 'Meadow-7B-distilled')).find((words) => words.startsWith('–'));
  expect(missing).toContain('the tuned model has no result');
  await view.page.getByText('1 comparison is left out').click();
  expect((await view.lines('.table .excluded')).join(' ')).toBe(
    'HeadQA the tuned model has no result Meadow-7B-distilled',
  );
});

test('the terms of the index can be looked into', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 2 });
  await view.show(stateOf(transfer));
  await view.page.locator('.results .model button').nth(1).click();
  const lines = await view.lines('.said[data-model="Harbour-14B-sft"] table');
  const { terms } = transfer.models[1]!.benchmarks[0]!;
  const figures = [terms!.delta, terms!.s].map((value) => value.toFixed(2));
  expect(lines[1]).toMatch(new RegExp(`^MATH-500 24.4 37.0 \\+12.6 ${figures.join(' ')} `));
  expect(lines.find((words) => words.startsWith('Math σ'))).toContain('DI math = 2.46 (1.78 to 3.21)');
});

test('with one domain it says what is missing to see more', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 1 });
  const math = withFirst(transfer, ({ benchmarks }) => ({
    benchmarks: benchmarks.filter(({ domain }) => domain === 'math'),
  }));
  await view.show(stateOf(math));
  expect((await view.lines('.sentences .note'))[0]).toMatch(/^All results here are of one domain: Math\./);
  expect((await view.lines('.results thead')).join(' ')).not.toContain('CoQA');
});

test('flips: counts with p, where it forgot, and what is known of the comparison', async () => {
  const view = await openTransfer();
  await view.show(stateOf(transferOf({ models: 2 })));
  await view.page.locator('button.comparison', { hasText: 'Harbour-14B-rl on AIME25' }).click();
  expect(await view.lines('.flips [role=status]')).toEqual(['Reading the items…']);
  const pair = { left: 'Harbour-14B', right: 'Harbour-14B-rl', benchmark: 'AIME25' };
  await view.send({ type: 'flips', ...pair, list: flipsOf(pair) });
  expect((await view.lines('.facts')).join(' ')).toBe(
    'Score 53.3 → 73.3 Difference +20.0 (+2.8 to +38.9) Standard error 8.8 points Items 30 p 0.022; 0.031 after correction Test McNemar, exact Found in 80 of 100 cases, before correction a true difference of 24.5 points or more In the index δ 7.98 · s 2.82 · w 46.7 · ŵ 0.17',
  );
  expect((await view.lines('.kinds button')).join(' ')).toBe(
    'learned 3 forgotten 3 better 3 worse 3 unchanged, right 6 unchanged, wrong 6',
  );
  expect((await view.lines('.flip-field tbody tr')).slice(0, 3)).toHaveLength(3);
  expect((await view.lines('.flip-items li')).join(' ')).toMatch(/^forgotten item-3 What is question 3\?/);
  await view.page.getByRole('button', { name: 'Tides' }).click();
  expect(await view.lines('.flips-bar [role=status]')).toEqual(['4 of 24 items']);
  await view.page.getByRole('button', { name: /unchanged, right/ }).click();
  expect(await view.lines('.flips-bar [role=status]')).toEqual(['6 of 24 items']);
  await view.send({ type: 'flips', ...pair, list: null });
  expect((await view.lines('.flips .note'))[0]).toMatch(/^No items to show/);
});

test('two tuned models directly, by method, with their test and what is left out', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 4 });
  await view.show(stateOf(transfer, { withoutBase: ['Stray-7B'] }));
  const groups = await view.page
    .getByRole('combobox', { name: 'From' })
    .locator('optgroup')
    .evaluateAll((all) => all.map((group) => group.getAttribute('label')));
  expect(groups).toEqual(['Harbour-14B: RL', 'Harbour-14B: SFT', 'Meadow-7B: RL', 'without a base']);
  await view.page.getByRole('button', { name: 'Harbour-14B-sft → Harbour-14B-rl' }).click();
  expect(await view.lines('.direct [role=status]')).toEqual(['Comparing the items…']);
  await view.send(directAnswer(transfer, 'Harbour-14B-sft', 'Harbour-14B-rl'));
  expect(await view.lines('.direct-sentence')).toEqual([
    'Harbour-14B-rl against Harbour-14B-sft: Math +14.8 (+8.7 to +21.6) on 4 benchmarks; Other reasoning +6.1 (+4.1 to +8.3) on 4 benchmarks; Non-reasoning +5.1 (+3.7 to +6.6) on 4 benchmarks.',
  ]);
  expect((await view.lines('.direct-table tbody tr')).join(' ')).toMatch(
    /^MATH-500 24.4 36.2 \+11.8 \+7.8 to \+16.2 500 62, 3 < 0.001 ▲ significant gain/,
  );
  expect(await view.lines('.direct .excluded')).toEqual(['HeadQA Harbour-14B-sft has no result']);
});

test('inferred bases, models without one, unscored responses and problems are said', async () => {
  const view = await openTransfer();
  const transfer = withFirst(transferOf({ models: 2 }), () => ({ baseFrom: 'adapter_config.json says so' }));
  await view.show(
    stateOf(
      { ...transfer, problems: [{ file: '/results/a/table.csv', line: 4, message: 'Two bases are named.' }] },
      {
        withoutBase: ['Stray-7B'],
        baseMissing: [{ model: 'Orphan-rl', base: 'Orphan', method: 'rl' }],
        unscored: ['Silent-7B'],
        set: { added: ['Tanks'], removed: ['CoQA'] },
      },
    ),
  );
  for (const summary of await view.page.locator('.notice summary').all()) await summary.click();
  expect((await view.lines('.meaning')).slice(2)).toEqual([
    'This is not the paper’s set of benchmarks. Not as in the paper: Tanks. Taken out: CoQA.',
    'The base of 1 model is inferred from files',
    'Harbour-14B-rl ← Harbour-14B · adapter_config.json says so',
    'Accept',
    'Change…',
    '1 model is left out: its base has no results',
    'Orphan-rl ← Orphan',
    'Evaluate a benchmark…',
    '1 model has no base',
    'Stray-7B',
    'Set its base…',
    'Nobody has scored the responses of: Silent-7B. Score them',
  ]);
  expect(await view.lines('.problems li')).toEqual(['Two bases are named. table.csv:4']);
});

test.each([
  ['searching', /Looking for results/],
  ['no-folder', /No folder is open.*Results that are read/s],
  ['no-results', /No results were found.*Evaluate a benchmark.*lm-evaluation-harness/s],
] as const)('empty (%s) teaches', async (why, words) => {
  const view = await openTransfer();
  await view.send({ type: 'empty', why, models: [], baseMissing: [], unscored: [] });
  expect(await view.page.innerText('main')).toMatch(words);
});

test('where no base has results, two models can be compared directly', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 2 });
  await view.send({
    type: 'empty',
    why: 'no-base',
    models: ['Harbour-14B-rl', 'Harbour-14B-sft', 'Stray-7B'],
    baseMissing: [
      { model: 'Harbour-14B-rl', base: 'Harbour-14B', method: 'rl' },
      { model: 'Harbour-14B-sft', base: 'Harbour-14B', method: 'sft' },
    ],
    unscored: [],
  });
  expect(await view.lines('.teach .models')).toEqual([
    'Harbour-14B-rl ← Harbour-14B',
    'Harbour-14B-sft ← Harbour-14B',
    'Stray-7B',
    'Set its base…',
  ]);
  await view.page.getByRole('button', { name: 'Harbour-14B-sft → Harbour-14B-rl' }).click();
  await view.send(directAnswer(transfer, 'Harbour-14B-sft', 'Harbour-14B-rl'));
  await view.page.locator('.direct-table').getByRole('button', { name: 'MATH-500' }).click();
  expect((await view.posted()).at(-1)).toEqual({
    type: 'flips',
    left: 'Harbour-14B-sft',
    right: 'Harbour-14B-rl',
    benchmark: 'MATH-500',
  });
  expect(await view.lines('.facts')).toContain('McNemar, exact');
});

test('where no item differs a cell says so, in place of an interval of nothing but 0', async () => {
  const view = await openTransfer();
  const alike = withFirst(transferOf({ models: 1 }), ({ benchmarks }) => ({
    benchmarks: benchmarks.map((one) =>
      one.benchmark === 'AIME24'
        ? {
            ...one,
            tuned: one.base,
            delta: { value: 0, low: 0, high: 0 },
            detectable: { points: 51.1, worstCase: true },
          }
        : one,
    ),
  }));
  await view.show(stateOf(alike));
  const cell = view.page.getByRole('button', { name: /on AIME24:/ });
  expect((await cell.innerText()).split('\n')).toContain('no item differs');
  expect(await cell.getAttribute('title')).toContain('0.0 points (no item differs)');
  const nothing = withFirst(alike, ({ benchmarks, domains, ti }) => ({
    benchmarks: benchmarks.map((one) =>
      one.domain === 'math' ? { ...one, detectable: { points: 51.1, worstCase: true } } : one,
    ),
    domains: { ...domains, math: { ...domains.math, delta: { value: 0, low: 0, high: 0 } } },
    ti: {
      other: { ...ti.other, value: null, low: null, high: null, status: 'undefined', reason: 'Of nothing.' },
      non: { ...ti.non, value: null, low: null, high: null, status: 'undefined', reason: 'Of nothing.' },
    },
  }));
  await view.show(stateOf(nothing));
  expect((await view.lines('.sentences'))[1]).toMatch(
    /math 0\.0 \(no item differs\), .*; TI other and TI non undefined: Of nothing\.$/,
  );
});

/** As the panel has it before its intervals are there: an index that they make undefined has a value. */
function ungated(transfer: Transfer): Transfer {
  return {
    ...transfer,
    resamples: 0,
    models: transfer.models.map((model) => ({
      ...model,
      ti: { ...model.ti, other: { ...model.ti.other, status: 'ok', reason: null, value: 138.8 } },
    })),
  };
}

test('other verdicts are compared only on one footing: values with values, intervals with intervals', async () => {
  const view = await openTransfer();
  const none = { value: null, low: null, high: null, nonfinite: 0 } as const;
  const transfer = withFirst(transferOf({ models: 2 }), ({ ti }) => ({
    ti: { ...ti, other: { ...none, status: 'undefined', reason: 'Math did not surely gain.' } },
  }));
  const rescored: Transfer = { ...transfer, verdicts: 'rescored' };
  const values = { otherVerdicts: ungated(rescored), otherIntervals: 'pending' } as const;
  // The same verdicts on both sides: nothing is said of a difference, whatever has intervals already.
  await view.show(stateOf(ungated(transfer), { pending: true, ...values }));
  expect(await view.page.locator('.difference').count()).toBe(0);
  await view.show(stateOf(transfer, values));
  expect(await view.lines('.difference')).toEqual(['What re-scored verdicts change is being computed.']);
  await view.send({ type: 'other-verdicts', transfer: rescored });
  expect(await view.page.locator('.difference').count()).toBe(0);
  expect(await view.page.innerText('body')).not.toContain('138.8');
  await view.send({ type: 'other-verdicts', transfer: null });
  expect(await view.lines('.difference')).toEqual([
    'What re-scored verdicts change is not known: their intervals could not be computed.',
  ]);
  // What differs is said, the gains beside the index.
  const better = withFirst(rescored, ({ ti }) => ({
    ti: { ...ti, other: { ...none, value: 70, low: 50, high: 90, status: 'ok', reason: null } },
  }));
  await view.send({ type: 'other-verdicts', transfer: better });
  await view.page.getByText('re-scored verdicts change the index of 1 model').click();
  expect((await view.lines('.difference tbody tr')).join(' ')).toBe(
    'Harbour-14B-rl +14.8 +6.1 +5.1 undefined → 70.0 24.3',
  );
});

test('the intervals of the other verdicts ask for nothing again', async () => {
  const view = await openTransfer();
  const transfer = transferOf({ models: 2 });
  const otherVerdicts: Transfer = { ...transfer, verdicts: 'rescored', resamples: 0 };
  await view.show(stateOf(transfer, { otherVerdicts, otherIntervals: 'pending' }));
  await view.page.getByRole('button', { name: 'Harbour-14B-sft → Harbour-14B-rl' }).click();
  await view.posted();
  await view.send({ type: 'other-verdicts', transfer: { ...otherVerdicts, resamples: 10_000 } });
  expect(await view.posted()).toEqual([]);
});

test('after the thread failed it is said that intervals could not be computed, not that there are no items', async () => {
  const view = await openTransfer();
  const whole = transferOf({ models: 2 });
  const transfer: Transfer = {
    ...whole,
    resamples: 0,
    models: whole.models.map((model) => ({ ...model, interval: 'none' })),
  };
  await view.show(stateOf(transfer, { failed: true }));
  expect((await view.lines('.said summary'))[0]).toContain('No interval: it could not be computed.');
  expect(await view.lines('.table > p')).toEqual([
    'Differences in points, tuned less base. There are no intervals: they could not be computed.',
  ]);
  expect(await view.page.innerText('body')).not.toContain('no scores of single items');
  const pair = { left: 'Harbour-14B-sft', right: 'Harbour-14B-rl' };
  await view.page.getByRole('button', { name: `${pair.left} → ${pair.right}` }).click();
  await view.send({ type: 'direct', ...pair, comparison: null });
  expect(await view.lines('.direct [role=status]')).toEqual([
    'The two could not be compared: the computation failed.',
  ]);
});

test('what was cut off is said of both sides, of whichever it was', async () => {
  const view = await openTransfer();
  const transfer = withFirst(transferOf({ models: 1 }), ({ benchmarks }) => ({
    benchmarks: benchmarks.map((one, at) => {
      const [base, tuned] = one.sides;
      const shares = [[0.2, 0] as const, [null, 0.1] as const, [0, 0] as const][at] ?? [null, null];
      return {
        ...one,
        sides: [
          { ...base, truncated: shares[0] },
          { ...tuned, truncated: shares[1] },
        ],
      };
    }),
  }));
  await view.show(stateOf(transfer));
  const cells = await row(view, 'Harbour-14B-rl');
  const said = ['MATH-500', 'AIME24', 'AIME25'].map(
    (name) =>
      cells
        .find((words) => words.includes(` on ${name}:`))
        ?.split(' | ')
        .find((words) => words.includes('truncated')) ?? '',
  );
  expect(said).toEqual(['truncated 20 % → 0 %', 'truncated – → 10 %', '']);
});

test('where flips are not told by the score that p is of, that is said beside them', async () => {
  const view = await openTransfer();
  const metrics: Readonly<Record<string, string>> = { CoQA: 'f1', IFEval: 'inst_level_strict_acc' };
  const transfer = withFirst(transferOf({ models: 2 }), ({ benchmarks }) => ({
    benchmarks: benchmarks.map((one) => {
      const [base, tuned] = one.sides;
      const metric = metrics[one.benchmark] ?? base.metric;
      return {
        ...one,
        sides: [
          { ...base, metric },
          { ...tuned, metric },
        ],
      };
    }),
  }));
  await view.show(stateOf(transfer));
  const caveatsOf = async (benchmark: string): Promise<string> => {
    await view.page.locator('button.comparison', { hasText: `Harbour-14B-rl on ${benchmark}` }).click();
    return (await view.lines('.flips .caveats li')).join(' ');
  };
  expect(await caveatsOf('CoQA')).toContain(
    'Score and p are of F1; learned and forgotten are told by exact match',
  );
  expect(await caveatsOf('IFEval')).toContain(
    'Score and p are of single instructions; learned and forgotten are told by whole prompts',
  );
  expect(await caveatsOf('MC-TACO')).not.toContain('learned and forgotten are told');
  await view.page.getByRole('button', { name: 'Harbour-14B-sft → Harbour-14B-rl' }).click();
  await view.send(directAnswer(transfer, 'Harbour-14B-sft', 'Harbour-14B-rl'));
  expect((await view.lines('.direct-table tbody tr')).join(' ')).toContain('Score and p are of F1');
});

test('a gain of nothing, or one whose interval holds 0, has no colour', async () => {
  const view = await openTransfer();
  const shown = withFirst(transferOf({ models: 1 }), ({ benchmarks }) => ({
    benchmarks: benchmarks.map((one) => {
      const delta = { AIME24: [0, 0, 0], AIME25: [4, -2, 9], 'MATH-500': [4, 1, 9], CoQA: [-4, -9, -1] }[
        one.benchmark
      ];
      if (delta === undefined) return one;
      const [value = 0, low = 0, high = 0] = delta;
      return { ...one, delta: { value, low, high } };
    }),
  }));
  await view.show(stateOf(shown));
  const colour = (benchmark: string) =>
    view.page
      .getByRole('button', { name: new RegExp(` on ${benchmark}:`) })
      .locator('svg')
      .getAttribute('class');
  const colours = await Promise.all(['AIME24', 'AIME25', 'MATH-500', 'CoQA'].map(colour));
  expect(colours).toEqual(['forest unclear', 'forest unclear', 'forest gain', 'forest loss']);
});

test('benchmarks that nobody has results of are named once', async () => {
  const view = await openTransfer();
  await view.show(stateOf({ ...transferOf({ models: 2 }), absent: ['LiveCodeBench', 'CoQA'] }));
  expect(await view.lines('.absent')).toEqual(['No results at all on: LiveCodeBench, CoQA.']);
});
