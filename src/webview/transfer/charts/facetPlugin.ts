import type { Chart, Plugin } from '../../charts.ts';
import type { Facet, MeanLine } from './figure.ts';
import type { Look } from './look.ts';

/** Where a panel is, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of the lines of means. */
export const meanDash = [7, 4];

/** Above a panel, with its title. */
export const titleHeight = 24;

export function boxOf(chart: Chart, { x, y }: { readonly x: string; readonly y: string }): Box {
  const [across, down] = [chart.scales[x], chart.scales[y]];
  if (across === undefined || down === undefined) return { left: 0, top: 0, right: 0, bottom: 0 };
  return { left: across.left, right: across.right, top: down.top, bottom: down.bottom };
}

/** What is drawn until `restore` stays within a panel. */
export function clipTo(chart: Chart, facet: { readonly x: string; readonly y: string }): void {
  const { left, top, right, bottom } = boxOf(chart, facet);
  chart.ctx.beginPath();
  chart.ctx.rect(left, top, right - left, bottom - top);
  chart.ctx.clip();
}

/** Draws panels under the marks: grounds, grids, lines through 0, means, titles. */
export function facetPlugin(facets: readonly Facet[], look: Look): Plugin {
  return {
    id: 'facets',
    beforeDatasetsDraw: (chart) => {
      for (const facet of facets) {
        drawFacet(chart, facet, look);
        drawTags(chart, facet, look);
      }
    },
    afterDatasetsDraw: (chart) => {
      for (const facet of facets) drawTitle(chart, facet, look);
    },
  };
}

function drawFacet(chart: Chart, facet: Facet, look: Look): void {
  const { ctx } = chart;
  const box = boxOf(chart, facet);
  const { left, top, right, bottom } = box;
  ctx.save();
  ctx.fillStyle = look.panel;
  ctx.fillRect(left, top, right - left, bottom - top);
  const line = (x0: number, y0: number, x1: number, y1: number): void => {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.stroke();
  };
  const across = (y: number): void => line(left, sharp(y), right, sharp(y));
  const down = (x: number): void => line(sharp(x), top, sharp(x), bottom);
  const [x, y] = [chart.scales[facet.x], chart.scales[facet.y]];
  if (x === undefined || y === undefined) return;
  ctx.lineWidth = 1;
  ctx.strokeStyle = look.grid;
  if (facet.grid === 'y' || facet.grid === 'both')
    for (const { value } of y.ticks) across(y.getPixelForValue(value));
  if (facet.grid === 'x' || facet.grid === 'both')
    for (const { value } of x.ticks) down(x.getPixelForValue(value));
  ctx.strokeStyle = look.axis;
  if (look.highContrast) ctx.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
  if (facet.diagonal) {
    // From where the panel begins on both axes to where it ends on one.
    const [from, to] = [Math.max(x.min, y.min), Math.min(x.max, y.max)];
    ctx.setLineDash([2, 4]);
    line(x.getPixelForValue(from), y.getPixelForValue(from), x.getPixelForValue(to), y.getPixelForValue(to));
    ctx.setLineDash([]);
  }
  const crosses = (scale: { min: number; max: number }): boolean => scale.min <= 0 && scale.max >= 0;
  if ((facet.zero === 'y' || facet.zero === 'both') && crosses(y)) across(y.getPixelForValue(0));
  if ((facet.zero === 'x' || facet.zero === 'both') && crosses(x)) down(x.getPixelForValue(0));
  ctx.lineWidth = 1.5;
  ctx.setLineDash(meanDash);
  for (const mean of facet.means) {
    ctx.strokeStyle = mean.color;
    line(left, y.getPixelForValue(mean.value), right, y.getPixelForValue(mean.value));
  }
  ctx.setLineDash([]);
  ctx.restore();
}

/** To the middle of a pixel, so that a line is one pixel wide. */
function sharp(place: number): number {
  return Math.round(place) + 0.5;
}

function drawTitle(chart: Chart, facet: Facet, look: Look): void {
  const { ctx } = chart;
  const { left, right, top } = boxOf(chart, facet);
  ctx.save();
  ctx.textBaseline = 'alphabetic';
  if (facet.title !== null) {
    ctx.font = titleFont(look);
    ctx.fillStyle = look.foreground;
    ctx.textAlign = 'left';
    ctx.fillText(facet.title, left, top - 7);
  }
  ctx.textAlign = 'right';
  if (labelsFit(chart, facet, look)) {
    ctx.font = labelFont(look);
    let end = right;
    for (const { label, color } of facet.means.toReversed()) {
      ctx.fillStyle = color;
      ctx.fillText(label, end, top - 7);
      end -= ctx.measureText(label).width + labelGap;
    }
  }
  ctx.restore();
}

/** What the dashed lines are, under the points. */
function drawTags(chart: Chart, facet: Facet, look: Look): void {
  const { ctx } = chart;
  ctx.save();
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'right';
  ctx.font = tagFont(look);
  ctx.strokeStyle = look.panel;
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  for (const { tag, color, right, bottom } of tagsOf(chart, facet, look)) {
    ctx.fillStyle = color;
    ctx.strokeText(tag, right - 4, bottom - 4);
    ctx.fillText(tag, right - 4, bottom - 4);
  }
  ctx.restore();
}

const labelFont = ({ size, family }: Look): string => `${size - 1}px ${family}`;
const labelGap = 14;

/** Whether there is room beside the title for what the means are. */
function labelsFit(chart: Chart, facet: Facet, look: Look): boolean {
  const { ctx } = chart;
  const { left, right } = boxOf(chart, facet);
  ctx.save();
  ctx.font = titleFont(look);
  let needed = ctx.measureText(facet.title ?? '').width;
  ctx.font = labelFont(look);
  for (const { label } of facet.means) needed += ctx.measureText(label).width + labelGap;
  ctx.restore();
  return needed <= right - left;
}

const titleFont = ({ size, family }: Look): string => `bold ${size}px ${family}`;
const tagFont = ({ size, family }: Look): string => `bold ${size - 1}px ${family}`;

/** Where the tags of means are. */
export function meanTags(chart: Chart, facets: readonly Facet[], look: Look): Box[] {
  return facets.flatMap((facet) => tagsOf(chart, facet, look));
}

/** Tags over their lines, at the right edge; moved up where they would cover each other. */
function tagsOf(chart: Chart, facet: Facet, look: Look): (MeanLine & Box)[] {
  const { ctx } = chart;
  const { right } = boxOf(chart, facet);
  const height = look.size + 4;
  let above = Infinity;
  ctx.save();
  ctx.font = tagFont(look);
  const fits = labelsFit(chart, facet, look);
  const tags = facet.means
    .map((mean) => ({ ...mean, tag: fits ? mean.tag : mean.tagWithValue }))
    .sort((a, b) => a.value - b.value)
    .map((mean) => {
      const place = chart.scales[facet.y]?.getPixelForValue(mean.value) ?? 0;
      const bottom = Math.min(place - 1, above);
      above = bottom - height;
      return { ...mean, left: right - ctx.measureText(mean.tag).width - 8, right, top: above, bottom };
    });
  ctx.restore();
  return tags;
}
