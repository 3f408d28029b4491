import type { Plugin } from '../../charts.ts';
import { clipTo } from './facetPlugin.ts';
import type { Figure } from './figure.ts';

/** Draws the intervals of a line as one band under it. */
export function bandPlugin({ datasets }: Figure): Plugin {
  return {
    id: 'bands',
    beforeDatasetsDraw: (chart) => {
      const { ctx } = chart;
      datasets.forEach((dataset, at) => {
        const { xAxisID = 'x', yAxisID = 'y' } = chart.getDatasetMeta(at);
        const [x, y] = [chart.scales[xAxisID], chart.scales[yAxisID]];
        const ends = dataset.data.flatMap(({ x: place, spanY }) =>
          spanY === null ? [] : [{ place, spanY }],
        );
        if (x === undefined || y === undefined || ends.length < 2) return;
        const outline = [
          ...ends.map(({ place, spanY }) => [place, spanY[1]] as const),
          ...ends.toReversed().map(({ place, spanY }) => [place, spanY[0]] as const),
        ];
        ctx.save();
        clipTo(chart, { x: xAxisID, y: yAxisID });
        ctx.globalAlpha = 0.18;
        ctx.fillStyle = typeof dataset.borderColor === 'string' ? dataset.borderColor : '';
        ctx.beginPath();
        outline.forEach(([place, value], step) => {
          const [px, py] = [x.getPixelForValue(place), y.getPixelForValue(value)];
          if (step === 0) ctx.moveTo(px, py);
          else ctx.lineTo(px, py);
        });
        ctx.closePath();
        ctx.fill();
        ctx.restore();
      });
    },
  };
}
