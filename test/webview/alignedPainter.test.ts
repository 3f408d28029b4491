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
