import { expect, test } from 'vitest';
import { chanceFrom } from '../../../bench/support/sampleText.ts';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';
import { mirrored } from '../../../src/core/compare/mirrored.ts';
import { stepped } from './texts.ts';

const words = 'start here there with sum plums trains boats harbours tangents sails middle quokkas'.split(
  ' ',
);

/** A beginning and an end that both texts have; between them a moved block, with a step of the ends nearby again. */
function movedBetweenEnds(seed: number): readonly [left: string, right: string] {
  const chance = chanceFrom(seed);
  const word = (): string => words[Math.floor(chance() * words.length)] ?? '';
  const step = (length: number): string => `${Array.from({ length }, word).join(' ')}.`;
  const steps = (many: number): string[] => Array.from({ length: Math.ceil(chance() * many) }, () => step(7));
  const [start, end, block, middle] = [steps(2), steps(2), [step(12)], steps(3)];
  const nearly = (own: readonly string[]): string[] => own.map((text) => text.replace(/\w+/, word()));
  const left = [...start, ...block, ...middle, ...end];
  const right = [...start, ...middle, ...nearly(start), ...block, ...nearly(end), ...end];
  return [left.join('\n\n'), right.join('\n\n')];
}

test('no step of the ends that both texts have is paired twice, whatever moved beside it', () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const [left, right] = movedBetweenEnds(seed).map(stepped);
    if (!left || !right) throw new Error('There are two texts.');
    const { entries } = compareTexts(left, right);
    const taken = (side: 'left' | 'right'): number[] =>
      entries.flatMap((entry) => entry[side] ?? []).sort((a, b) => a - b);
    expect(entries.every((entry) => entry.left !== null || entry.right !== null)).toBe(true);
    expect(taken('left')).toEqual(left.steps.map((_, at) => at));
    expect(taken('right')).toEqual(right.steps.map((_, at) => at));
    expect(mirrored(compareTexts(right, left)).entries).toEqual(entries);
  }
});
