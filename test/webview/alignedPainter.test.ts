import { afterEach, expect, test, vi } from 'vitest';
import { Painter } from '../../src/webview/traces/painter.ts';

afterEach(() => vi.unstubAllGlobals());

test('a text that asks again while it is drawn is drawn once a frame', async () => {
  let frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => frames.push(call));
  const painter = new Painter();
  let drawn = 0;
  const text = {
    paint: () => {
      drawn += 1;
      // As a text does that brings steps near the view.
      painter.request(text);
      return false;
    },
    settle: () => undefined,
  };
  painter.request(text);
  const each: number[] = [];
  for (let frame = 0; frame < 6; frame += 1) {
    const before = drawn;
    const now = frames;
    frames = [];
    for (const call of now) call();
    // What asked meanwhile is drawn in microtasks.
    await new Promise((done) => setTimeout(done));
    each.push(drawn - before);
  }
  expect(each).toEqual([1, 1, 1, 1, 1, 1]);
});

test('a text that fails while it is drawn keeps no other from being drawn, nor itself later', async () => {
  let frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => frames.push(call));
  const told: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => told.push(error));
  const painter = new Painter();
  const said: string[] = [];
  const text = (name: string, fails: 'paint' | 'settle' | null) => {
    const act = (what: 'paint' | 'settle') => {
      said.push(`${what} ${name}`);
      if (fails === what) throw new Error(`${what} ${name}`);
    };
    return {
      paint: () => {
        act('paint');
        return true;
      },
      settle: () => act('settle'),
    };
  };
  const [first, second, third] = [text('1', 'paint'), text('2', 'settle'), text('3', null)];
  const drawn = async () => {
    const now = frames;
    frames = [];
    for (const call of now) call();
    // What asks anew is drawn in microtasks.
    await new Promise((done) => setTimeout(done));
    return said.splice(0);
  };
  const all = ['paint 1', 'paint 2', 'paint 3', 'settle 1', 'settle 2', 'settle 3'];
  for (const one of [first, second, third]) painter.request(one);
  expect(await drawn()).toEqual(all);
  expect(told.map(String)).toEqual(['Error: paint 1', 'Error: settle 2']);
  // What failed waits for nothing: it is drawn again when it asks to be.
  expect(await drawn()).toEqual([]);
  for (const one of [first, second, third]) painter.request(one);
  expect(await drawn()).toEqual(all);
});
