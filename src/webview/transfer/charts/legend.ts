import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit';
import { drawMark } from '../../charts.ts';
import type { LegendEntry } from './figure.ts';
import { cut } from './labelPlugin.ts';
import type { Look } from './look.ts';

/** Of a mark in the legend, in CSS pixels. */
const swatch = { width: 24, height: 14 } as const;

export interface LegendEvents {
  readonly onToggle: (entry: LegendEntry) => void;
  /** The pointer or the focus is at an entry now; null: at none. */
  readonly onPoint: (entry: LegendEntry | null) => void;
}

/** Buttons that show and hide, with their marks. */
export function renderLegend(
  place: HTMLElement,
  entries: readonly LegendEntry[],
  events: LegendEvents,
): void {
  render(legendTemplate(entries, events), place);
  place.querySelectorAll<HTMLCanvasElement>('.legend-mark').forEach((canvas, at) => {
    const entry = entries[at];
    const context = canvas.getContext('2d');
    if (entry === undefined || context === null) return;
    canvas.width = swatch.width * devicePixelRatio;
    canvas.height = swatch.height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    drawSwatch(context, entry, 0, 0);
  });
}

function legendTemplate(entries: readonly LegendEntry[], events: LegendEvents): TemplateResult {
  return html`<div class="chart-legend" role="group" aria-label=${l10n.t('Drawn in the chart')}>
    ${entries.map((entry) => (entry.models.length === 0 ? explanation(entry) : toggle(entry, events)))}
  </div>`;
}

function toggle(entry: LegendEntry, events: LegendEvents): TemplateResult {
  return html`<button
    type="button"
    class="legend-entry"
    aria-pressed=${entry.shown ? 'true' : 'false'}
    title=${entry.shown ? l10n.t('Hide {0}', entry.label) : l10n.t('Show {0}', entry.label)}
    @click=${() => events.onToggle(entry)}
    @pointerenter=${() => events.onPoint(entry)}
    @pointerleave=${() => events.onPoint(null)}
    @focus=${() => events.onPoint(entry)}
    @blur=${() => events.onPoint(null)}
  >
    ${nameTemplate(entry)}
  </button>`;
}

function explanation(entry: LegendEntry): TemplateResult {
  return html`<span class="legend-entry explains">${nameTemplate(entry)}</span>`;
}

function nameTemplate({ label, detail }: LegendEntry): TemplateResult {
  return html`<canvas class="legend-mark" aria-hidden="true"></canvas
    ><bdi>${label}</bdi> ${detail === null ? nothing : html`<span class="legend-detail">${detail}</span>`}`;
}

/** An entry's mark, with its upper left corner here. */
function drawSwatch(
  context: CanvasRenderingContext2D,
  { mark, as }: LegendEntry,
  x: number,
  y: number,
): void {
  const [cx, cy] = [x + swatch.width / 2, y + swatch.height / 2];
  context.save();
  context.strokeStyle = mark.color;
  context.lineWidth = 1.5;
  if (as === 'bar') {
    context.fillStyle = mark.barFill;
    context.beginPath();
    context.rect(x + 3.5, y + 1.5, swatch.width - 7, swatch.height - 3);
    context.fill();
    context.lineWidth = 1;
    context.stroke();
  } else {
    if (as === 'line' || as === 'dash') {
      context.setLineDash([...mark.dash]);
      context.lineWidth = 2;
      context.beginPath();
      context.moveTo(x, cy);
      context.lineTo(x + swatch.width, cy);
      context.stroke();
      context.setLineDash([]);
      context.lineWidth = 1.5;
    }
    context.fillStyle = mark.pointFill;
    if (as !== 'dash') drawMark(context, mark.point, 5, cx, cy);
  }
  context.restore();
}

interface Placed {
  readonly entry: LegendEntry;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Where the entries that are shown go in a picture, and how high they are. */
export function placeLegend(
  context: CanvasRenderingContext2D,
  entries: readonly LegendEntry[],
  look: Look,
  width: number,
): { readonly placed: readonly Placed[]; readonly height: number } {
  context.save();
  context.font = `${look.size}px ${look.family}`;
  const row = look.size + 8;
  let [x, y] = [0, 0];
  const placed = entries
    .filter(({ shown }) => shown)
    .map((entry): Placed => {
      const detail = entry.detail === null ? '' : ` ${entry.detail}`;
      const room = width - swatch.width - 12 - context.measureText(detail).width;
      const text = cut(context, entry.label, room) + detail;
      const taken = swatch.width + 6 + context.measureText(text).width + 16;
      if (x > 0 && x + taken - 16 > width) [x, y] = [0, y + row];
      const here = { entry, text, x, y };
      x += taken;
      return here;
    });
  context.restore();
  return { placed, height: placed.length === 0 ? 0 : y + row };
}

/** Draws the legend of a picture, with its upper left corner here. */
export function drawLegend(
  context: CanvasRenderingContext2D,
  placed: readonly Placed[],
  look: Look,
  left: number,
  top: number,
): void {
  context.save();
  context.font = `${look.size}px ${look.family}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { entry, text, x, y } of placed) {
    drawSwatch(context, entry, left + x, top + y);
    context.fillStyle = look.foreground;
    context.fillText(text, left + x + swatch.width + 6, top + y + swatch.height / 2);
  }
  context.restore();
}
