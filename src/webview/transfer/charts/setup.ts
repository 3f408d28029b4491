import {
  type ChartSetup,
  type ChartDataset,
  type Plugin,
  drawChart,
  type Chart,
  type Surface,
} from '../../charts.ts';
import { bandPlugin } from './bandPlugin.ts';
import { facetPlugin } from './facetPlugin.ts';
import type { Figure } from './figure.ts';
import { type Highlight, highlightPlugin } from './highlightPlugin.ts';
import { labelPlugin } from './labelPlugin.ts';
import type { Look } from './look.ts';
import { whiskerPlugin } from './whiskerPlugin.ts';

/** A head above the plot, in pictures. */
export interface ChartHead {
  readonly height: number;
  readonly draw: (context: CanvasRenderingContext2D) => void;
}

/** Draws a figure, on its background. */
export function drawFigure(
  surface: Surface,
  figure: Figure,
  look: Look,
  highlight: Highlight = { models: [] },
  head: ChartHead | null = null,
): Chart {
  const ground: Plugin = {
    id: 'ground',
    beforeDraw: ({ ctx, width, height }) => {
      ctx.fillStyle = look.background;
      ctx.fillRect(0, 0, width, height);
      head?.draw(ctx);
    },
  };
  const setup: ChartSetup = {
    datasets: figure.datasets.map((dataset): ChartDataset<'bar' | 'scatter'> => dataset),
    options: {
      // Chart.js leaves room for the bars of each other axis that lies along this one; ours lie end to end.
      indexAxis: figure.bars === 'x' ? 'y' : 'x',
      scales: { ...figure.scales },
      layout: { padding: { top: figure.top + (head?.height ?? 0), right: 12, bottom: 6, left: 6 } },
    },
    plugins: [
      ground,
      facetPlugin(figure.facets, look),
      ...(figure.bands && !look.highContrast ? [bandPlugin(figure)] : [whiskerPlugin(figure, look)]),
      labelPlugin(figure, look),
      highlightPlugin(figure, highlight, look),
    ],
  };
  return drawChart(surface, setup);
}
