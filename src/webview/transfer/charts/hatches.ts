import type { Surface } from '../../charts.ts';

/** Of a tile, in CSS pixels. */
const size = 8;

type Stroke = readonly [x0: number, y0: number, x1: number, y1: number];

const falling: readonly Stroke[] = [
  [-2, -2, 10, 10],
  [-6, 2, 2, 10],
  [6, -2, 14, 6],
];
const rising: readonly Stroke[] = falling.map(([x0, y0, x1, y1]) => [x0, size - y0, x1, size - y1]);
const level: readonly Stroke[] = [
  [0, 2, size, 2],
  [0, 6, size, 6],
];
const upright: readonly Stroke[] = level.map(([x0, y0, x1, y1]) => [y0, x0, y1, x1]);
const dots: readonly Stroke[] = [
  [1, 2, 3, 2],
  [5, 6, 7, 6],
];

/** What tells areas apart without colour. The first is filled. */
const hatches: readonly (readonly Stroke[])[] = [
  [[0, size / 2, size, size / 2]],
  rising,
  falling,
  level,
  upright,
  [...rising, ...falling],
  dots,
  [...level, ...upright],
];

/** A filling of lines in a colour; by `kind`, whose first is plain. */
export function hatch(surface: Surface, kind: number, color: string, background: string): CanvasPattern {
  const at = kind % hatches.length;
  return surface.pattern(size, (context) => {
    context.fillStyle = background;
    context.fillRect(0, 0, size, size);
    context.strokeStyle = color;
    context.lineWidth = at === 0 ? size : at === 6 ? 2 : 1.5;
    for (const [x0, y0, x1, y1] of hatches[at] ?? []) {
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      context.stroke();
    }
  });
}
