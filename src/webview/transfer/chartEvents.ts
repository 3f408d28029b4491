import { ChartPane, type DrillEvent, type ToggleModelEvent } from './charts/chartPane.ts';

/** The chart that a view draws, and what its events say; null for events that are none. */

export function chartIn(view: Element): ChartPane | null {
  const pane = view.querySelector('rt-chart');
  return pane instanceof ChartPane ? pane : null;
}

/** SVG, or a PNG in base64; null where nothing is drawn. */
export async function pictureIn(view: Element, as: 'png' | 'svg'): Promise<string | null> {
  const chart = chartIn(view);
  if (chart === null) return null;
  return as === 'svg' ? chart.svg() : chart.png(2);
}

export function drillOf(event: Event): DrillEvent['detail'] | null {
  return isDrill(event) ? event.detail : null;
}

export function toggledModel(event: Event): string | null {
  return isToggle(event) ? event.detail.model : null;
}

function isDrill(event: Event): event is DrillEvent {
  return event instanceof CustomEvent && event.type === 'rt-drill';
}

function isToggle(event: Event): event is ToggleModelEvent {
  return event instanceof CustomEvent && event.type === 'rt-toggle-model';
}
