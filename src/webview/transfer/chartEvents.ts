import { type DrillEvent, type ToggleModelEvent } from './charts/chartPane.ts';

/** What a chart's events say; null for events that are none. */

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
