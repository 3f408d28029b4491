import { expect, test } from 'vitest';
import { WarmUp } from '../../../src/workspace/compare/warmUp.ts';

/** A clock of which each look takes so many milliseconds, and turns that are taken one by one. */
function warming(lookMs: number) {
  const turns: (() => void)[] = [];
  let [time, looks] = [0, 0];
  const warmUp = new WarmUp(
    () => {
      looks += 1;
      return (time += lookMs);
    },
    (turn) => turns.push(turn),
  );
  /** False where no turn is left. */
  const next = (): boolean => {
    const turn = turns.shift();
    turn?.();
    return turn !== undefined;
  };
  return { warmUp, next, looked: () => looks };
}

test('nothing is compared before its turn', () => {
  const { warmUp, next, looked } = warming(1);
  expect(next()).toBe(false);
  warmUp.start();
  expect(looked()).toBe(0);
  expect(next()).toBe(true);
  expect(looked()).toBe(2);
});

test('it ends once it took a quarter of a second', () => {
  const { warmUp, next, looked } = warming(50);
  warmUp.start();
  let turns = 0;
  while (next()) turns += 1;
  expect(looked()).toBe(10);
  expect(turns).toBe(6);
});

test('a turn that throws is the last one, and harms nobody', () => {
  const turns: (() => void)[] = [];
  let looks = 0;
  const warmUp = new WarmUp(
    () => {
      looks += 1;
      if (looks === 3) throw new Error('no clock');
      return looks;
    },
    (turn) => turns.push(turn),
  );
  warmUp.start();
  for (let turn = turns.shift(); turn; turn = turns.shift()) turn();
  expect(looks).toBe(3);
  warmUp.start();
  turns.shift()?.();
  expect([looks, turns]).toEqual([3, []]);
});

test('stopped between two turns it compares nothing more', () => {
  const { warmUp, next, looked } = warming(1);
  warmUp.start();
  next();
  warmUp.stop();
  expect(next()).toBe(true);
  expect(next()).toBe(false);
  expect(looked()).toBe(2);
  warmUp.start();
  expect([next(), next(), looked()]).toEqual([true, false, 2]);
});
