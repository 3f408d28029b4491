import { expect, test } from 'vitest';
import { chanceFrom, type Chance } from '../../../bench/support/sampleText.ts';
import { defaultRules } from '../../../src/core/compare/alignmentRules.ts';
import { alignSteps } from '../../../src/core/compare/alignSteps.ts';
import { sharedWeight } from '../../../src/core/compare/sharedFeatures.ts';
import { stepBags } from '../../../src/core/compare/stepBags.ts';
import { Vocabulary } from '../../../src/core/compare/textTokens.ts';
import { stepped } from './texts.ts';

const before = [
  'The first thing about gardens concerns how tulips bloom early in spring.',
  'Later chapters describe mountain railways crossing deep wooded valleys.',
];
const after = [
  'Nobody expected penguins to march through the marble lobby.',
  'Copper kettles whistle whenever visitors approach the northern gate.',
];

test('of two neighbours that may be in place of a step the more alike is', () => {
  const chance = chanceFrom(8);
  let [paired, worst] = [0, 0];
  for (let many = 0; many < 600; many += 1) {
    const gap = someGap(chance);
    const names = new Vocabulary();
    const [left, right] = [gap.left, [gap.right]].map((steps) =>
      names.read(stepped([...before, ...steps, ...after].join('\n\n'))),
    );
    if (left === undefined || right === undefined) throw new Error('There are no texts.');
    const bags = stepBags(left, right, names);
    const alike = (step: number): number =>
      (2 * sharedWeight(bags, step, 2)) / ((bags.left.weights[step] ?? 0) + (bags.right.weights[2] ?? 0));
    const pair = alignSteps(bags, defaultRules).pairs.find((found) => found.right === 2);
    if (pair === undefined) continue;
    paired += 1;
    const other = pair.left === 2 ? 3 : 2;
    worst = Math.max(worst, alike(other) - alike(pair.left));
  }
  expect(paired).toBeGreaterThan(450);
  // What is shared is weighed, so that a longer step that is nearly as alike may be taken.
  expect(worst).toBeLessThan(0.03);
});

/** Two left steps of rare words, and a right step that begins like the one and has some words of the other. */
function someGap(chance: Chance): { readonly left: readonly string[]; readonly right: string } {
  const upTo = (most: number): number => Math.floor(chance() * most);
  const word = (): string =>
    Array.from({ length: 7 + upTo(4) }, () => 'abcdefghijklmnoprstuvw'[upTo(22)] ?? '').join('');
  const one = Array.from({ length: 6 + upTo(8) }, word);
  const other = Array.from({ length: 6 + upTo(8) }, word);
  const scattered = other
    .map((text) => ({ text, by: chance() }))
    .sort((a, b) => a.by - b.by)
    .map(({ text }) => text);
  const right = [
    ...one.slice(0, 2 + upTo(4)),
    ...scattered.slice(0, 2 + upTo(5)),
    ...Array.from({ length: upTo(4) }, word),
  ];
  return { left: [one, other].map((words) => `${words.join(' ')}.`), right: `${right.join(' ')}.` };
}
