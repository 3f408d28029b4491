import * as l10n from '@vscode/l10n';
import { html, LitElement, type TemplateResult } from 'lit';
import { matrixFields, type MatrixField } from '../../core/results/matrixFields.ts';
import type { MatrixQuery } from '../../core/results/matrixQuery.ts';
import type { FromMatrix, ToMatrix } from '../../protocol.ts';
import { aloneTemplate } from '../alone.ts';
import { focusedGroup, keepFocus } from '../focus.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { placeTemplate } from './details.ts';
import { cellPlace, type Hit, pageRows, rowHeight } from './geometry.ts';
import { helpTemplate, showHelp } from './help.ts';
import { actOn } from './gridActions.ts';
import { gridAction, viewAction } from './keys.ts';
import { Memory, placeAtTop, whatToKeep } from './memory.ts';
import { MatrixModel } from './model.ts';
import { Stage } from './stage.ts';
import { stageTemplate } from './stageTemplate.ts';
import { showTip } from './tip.ts';
import { toolbarTemplate } from './toolbar.ts';
import { selectedWords, shownWords } from './words.ts';

type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'matrix'; readonly model: MatrixModel; readonly fields: readonly MatrixField[] };

/** The matrix: what is shown of it above, models × items below, and the cell with the keyboard in a line at the end. */
export class MatrixView extends LitElement {
  static override properties = { shown: { state: true }, spoken: { state: true }, waiting: { state: true } };

  declare shown: Shown;
  /** What was said last to screen readers. */
  declare spoken: string;
  /** Whether another benchmark was asked for and has not come. */
  declare waiting: boolean;
  #memory: Memory | null = null;
  #post: (message: FromMatrix) => void = () => undefined;
  #stage: Stage | null = null;
  #bar: Element | null = null;
  #inGrid = false;

  constructor() {
    super();
    this.shown = { kind: 'loading' };
    this.spoken = '';
    this.waiting = false;
  }

  /** Listens to the host and asks it for the data; call once. */
  connect(api: VsCodeApi<FromMatrix>): void {
    this.#memory = new Memory(api);
    this.#post = (message) => api.postMessage(message);
    window.addEventListener('message', (event: MessageEvent<ToMatrix>) => this.#receive(event.data));
    document.addEventListener('keydown', (event) => {
      const action = viewAction(event);
      if (action === null || this.#model === null) return;
      event.preventDefault();
      if (action === 'help') this.#help();
      else this.querySelector<HTMLInputElement>('.field')?.select();
    });
    const kept = this.#memory.kept;
    this.#post(kept === null ? { type: 'ready' } : { type: 'ready', benchmark: kept.benchmark });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#bar = focusedGroup('.matrix-bar');
    this.#inGrid = focusedGroup('.grid') !== null;
  }

  protected override updated(): void {
    keepFocus(this.#bar, '.field');
    if (this.#inGrid) this.#focusCell();
  }

  protected override render(): TemplateResult {
    return html`${this.#content()}
      <div class="spoken" role="status" aria-live="polite">${this.spoken}</div>`;
  }

  get #model(): MatrixModel | null {
    return this.shown.kind === 'matrix' ? this.shown.model : null;
  }

  #content(): TemplateResult {
    const { shown } = this;
    if (shown.kind !== 'matrix') return aloneTemplate(shown.kind === 'empty' ? shown.message : null);
    const { model, fields } = shown;
    return html`${toolbarTemplate(model, fields, this.#stage?.shapes ?? false, {
        onBenchmark: (benchmark) => this.#ask(benchmark),
        onQuery: (change) => this.#query(change),
        onShapes: () => this.#toggleShapes(),
        onHelp: () => this.#help(),
        onAskAgain: () => this.#post({ type: 'evaluate-items', items: model.selectedItems }),
        onSelectNone: () => this.#change(() => model.selectNone()),
      })}
      ${stageTemplate(model, this.waiting, {
        onKey: this.#onKey,
        onFocus: (focused) => this.#stage?.setFocused(focused),
      })}
      <footer class="place">${placeTemplate(model, () => this.#compare(model))}</footer>
      ${helpTemplate()}`;
  }

  #receive(message: ToMatrix): void {
    if (message.type === 'empty') {
      this.shown = { kind: 'empty', message: message.message };
      this.#stage?.dispose();
      this.#stage = null;
      return;
    }
    const before = this.#model;
    const kept = this.#memory?.kept ?? null;
    let model = MatrixModel.of(message.data, before);
    if (before === null && kept !== null) {
      if (kept.benchmark === message.data.benchmark) model = model.asked(kept.query);
      model.return(kept.cell, kept.selected);
    }
    const top = before === null ? (kept?.top ?? null) : placeAtTop(before, this.#stage?.scroll.top ?? 0);
    this.shown = { kind: 'matrix', model, fields: matrixFields(message.data.items) };
    this.waiting = false;
    void this.updateComplete.then(() => {
      this.#show(model);
      const row = top === null ? -1 : model.rowOf(top.item);
      const left = before === null ? (kept?.left ?? 0) : (this.#stage?.scroll.left ?? 0);
      if (this.#stage !== null)
        this.#stage.scroll = { top: row < 0 ? 0 : row * rowHeight + (top?.offset ?? 0), left };
      this.#keep();
    });
  }

  /** Hands the model to the canvas, which is there once something is shown. */
  #show(model: MatrixModel): void {
    const box = this.querySelector<HTMLElement>('.stage');
    if (box === null) return;
    if (this.#stage === null) {
      this.#stage = new Stage(box, {
        onScroll: () => this.#keep(),
        onHover: (hit) => this.#hover(hit),
        onClick: (hit, event) => this.#click(hit, event),
        onDrawn: () => this.#moveGrid(),
      });
      this.#stage.setShapes(this.#memory?.kept?.shapes ?? null);
      // The buttons show what the theme needs.
      this.requestUpdate();
    }
    this.#stage.setModel(model);
  }

  #ask(benchmark: string | null): void {
    this.waiting = true;
    this.#post({ type: 'benchmark', benchmark });
  }

  #query(change: Partial<MatrixQuery>): void {
    if (this.shown.kind !== 'matrix') return;
    const model = this.shown.model.asked(change);
    this.shown = { ...this.shown, model };
    this.spoken = shownWords(model);
    void this.updateComplete.then(() => {
      this.#stage?.setModel(model);
      if (this.#stage !== null) this.#stage.scroll = { top: 0, left: this.#stage.scroll.left };
      this.#keep();
    });
  }

  #toggleShapes(): void {
    if (this.#stage === null) return;
    this.#stage.setShapes(!this.#stage.shapes);
    this.#memory?.keep({ shapes: this.#stage.shapes });
    this.requestUpdate();
  }

  #help(): void {
    showHelp(this, this.#stage?.shapes ?? false);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const action = gridAction(event);
    const model = this.#model;
    if (action === null || model === null || model.rows.length === 0) return;
    event.preventDefault();
    if (action.act === 'open') this.#open(model);
    else if (action.act === 'compare') this.#compare(model);
    else this.#change(() => actOn(model, action, this.#stage === null ? 1 : pageRows(this.#stage.layout)));
  };

  #open(model: MatrixModel): void {
    const place = model.lasting;
    if (place !== null) this.#post({ type: 'open-item', item: place.item, model: place.column });
  }

  #compare(model: MatrixModel): void {
    const place = model.lasting;
    if (place !== null) this.#post({ type: 'compare-item', item: place.item, model: place.column });
  }

  #click(hit: Hit, event: MouseEvent): void {
    const model = this.#model;
    if (model === null || hit.part === 'head') return;
    const column = hit.part === 'cell' ? hit.column : -1;
    if (event.shiftKey) this.#change(() => model.extend(hit.row));
    else {
      const toggles = hit.part === 'check' || event.ctrlKey || event.metaKey;
      this.#change(() => {
        model.go(hit.row, column);
        if (toggles) model.toggle(hit.row);
      });
      if (!toggles) this.#open(model);
    }
  }

  /** Changes the place or the selection, and moves the focus to where it is then. */
  #change(change: () => void): void {
    const model = this.#model;
    if (model === null) return;
    const { place, selected } = model;
    change();
    if (model.selected.size !== selected.size)
      this.spoken = model.selected.size === 0 ? l10n.t('None selected') : selectedWords(model);
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (model.place !== place) this.#stage?.reveal(model.place);
      this.#focusCell();
      this.#stage?.draw();
      this.#keep();
    });
  }

  #focusCell(): void {
    this.querySelector<HTMLElement>('.grid [tabindex="0"]')?.focus({ preventScroll: true });
  }

  /** The focused cell lies where it is drawn: magnifiers and speech cursors go by its place. */
  #moveGrid(): void {
    const [model, stage] = [this.#model, this.#stage];
    const behind = this.querySelector<HTMLElement>('.behind');
    if (model === null || stage === null || behind === null) return;
    const { x, y } = cellPlace(stage.layout, stage.scroll, model.place.row, model.place.column);
    behind.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  #hover(hit: Hit | null): void {
    const tip = this.querySelector<HTMLElement>('.tip');
    if (tip !== null && this.#model !== null && this.#stage !== null)
      showTip(tip, this.#model, this.#stage.layout, this.#stage.scroll, hit);
  }

  #keep(): void {
    if (this.#model !== null && this.#stage !== null)
      this.#memory?.keep(whatToKeep(this.#model, this.#stage.scroll));
  }
}
