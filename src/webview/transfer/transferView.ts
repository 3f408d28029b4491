import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FromTransfer, ToTransfer } from '../../protocol.ts';
import { aloneTemplate } from '../alone.ts';
import { anchorIn, keepAnchor } from './anchor.ts';
import { focusedGroup, keepFocus } from '../focus.ts';
import { openHelp } from '../helpDialog.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { chartsTemplate } from './chartsSection.ts';
import { directTemplate } from './direct.ts';
import { directModels } from './directModels.ts';
import { columnId } from './columns.ts';
import { chartIn, drillOf, pictureIn, toggledModel } from './chartEvents.ts';
import { emptyTemplate, noModels, withoutBase } from './emptyState.ts';
import { FlipsView } from './flips.ts';
import { tendGrids } from './gridKeys.ts';
import { headTemplate } from './head.ts';
import { helpTemplate } from './help.ts';
import { viewAction } from './keys.ts';
import type { Shown } from './model.ts';
import { goTo } from './places.ts';
import { problemsTemplate } from './problems.ts';
import { sentencesTemplate } from './sentences.ts';
import { tableSection } from './tableSection.ts';
import { TransferStore } from './store.ts';

/**
 * The transfer panel: what is computed and how above, then what it found in sentences, in charts, in a table, and item
 * by item.
 */
export class TransferView extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    allSentences: { state: true },
    openTerms: { state: true },
  };

  /** Whether more sentences than fit were asked for. */
  declare allSentences: boolean;
  /** Models whose terms are shown. */
  declare openTerms: ReadonlySet<string>;
  #store: TransferStore | null = null;
  #grid: Element | null = null;

  constructor() {
    super();
    this.allSentences = false;
    this.openTerms = new Set();
  }

  /** Listens to the host and asks it for the data; call once. */
  connect(api: VsCodeApi<FromTransfer>): void {
    const store = new TransferStore(api, () => this.requestUpdate());
    this.#store = store;
    window.addEventListener('message', (event: MessageEvent<ToTransfer>) => this.#receive(store, event.data));
    document.addEventListener('keydown', (event) => {
      const action = viewAction(event);
      if (action === null || store.content.kind === 'loading') return;
      event.preventDefault();
      if (action === 'help') openHelp(this);
      else goTo(this, action);
    });
    this.addEventListener('scroll', () => store.keep({ scroll: this.scrollTop }), { passive: true });
    store.start();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The items are drawn by an element of their own. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    const flips = this.querySelector('rt-flips');
    if (flips instanceof FlipsView) await flips.updateComplete;
    return done;
  }

  protected override willUpdate(): void {
    this.#grid = focusedGroup('table[role="grid"]');
  }

  protected override updated(): void {
    tendGrids(this);
    keepFocus(this.#grid, '.stop[tabindex="0"]');
  }

  protected override render(): TemplateResult {
    const content = this.#store?.content;
    if (this.#store === null || content === undefined || content.kind === 'loading')
      return aloneTemplate(null);
    const store = this.#store;
    return html`${content.kind === 'empty' ? this.#emptyTemplate(store, content.empty) : this.#dataTemplate(store, content.shown)}
    ${helpTemplate()}`;
  }

  #emptyTemplate(store: TransferStore, empty: Parameters<typeof emptyTemplate>[0]): TemplateResult {
    return html`<main class="page">
      ${emptyTemplate(empty, this.#emptyActions(store))}
      ${this.#directTemplate(store, directModels([], empty.baseMissing, withoutBase(empty)))}
      ${this.#flipsTemplate(store)}
    </main>`;
  }

  #dataTemplate(store: TransferStore, shown: Shown): TemplateResult {
    const { state } = shown;
    const { post } = store;
    const models = directModels(state.transfer.models, state.baseMissing, state.withoutBase);
    return html`${headTemplate(shown, store.chosen, store.sigmaBefore, {
        onBase: (base) => store.setBase(base),
        onChoose: (change) => store.choose(change),
        onDomain: (benchmark, domain) => post({ type: 'set-domain', benchmark, domain }),
        onExport: (as) => post({ type: 'export', as }),
        onAccept: (accepted) => {
          for (const model of accepted) post({ type: 'accept-base', model });
        },
        onSet: (model) => post({ type: 'set-base', model }),
        onEvaluate: () => post({ type: 'evaluate' }),
        onRescore: () => post({ type: 'rescore' }),
        onHelp: () => openHelp(this),
      })}
      <main class="page">
        ${shown.models.length === 0 ? emptyTemplate(noModels(state), this.#emptyActions(store)) : this.#modelsTemplate(store, shown)}
        ${this.#flipsTemplate(store)} ${this.#directTemplate(store, models)}
        ${problemsTemplate(state.transfer.problems, (file) => post({ type: 'open-file', file }))}
      </main>`;
  }

  #modelsTemplate(store: TransferStore, shown: Shown): TemplateResult {
    const { kept } = store;
    return html`${sentencesTemplate(shown, this.allSentences, this.openTerms, {
      onMore: () => (this.allSentences = true),
      onTerms: (model, open) => this.#setTerms(model, open),
    })}
    ${chartsTemplate(store.chart, store.chartInput(shown), kept.chartTable, {
      onChart: (chart) => store.keep({ chart }),
      onTable: () => store.keep({ chartTable: !kept.chartTable }),
      onImage: (as) => void this.#image(store, as),
      onResetZoom: () => chartIn(this)?.resetZoom(),
      onDrill: (event) => {
        const drill = drillOf(event);
        if (drill !== null) this.#reveal(store, drill.model, drill.benchmark);
      },
      onToggleModel: (event) => {
        const model = toggledModel(event);
        if (model !== null) store.toggleHidden(model);
      },
    })}
    ${tableSection(shown, kept.sort, {
      onSort: (by) => store.sort(by),
      onCompare: ({ base, model }, benchmark) =>
        this.#openFlips(store, { left: base, right: model, benchmark }),
      onMatrix: (benchmark) => store.post({ type: 'open-matrix', benchmark }),
      onModel: (model) => this.#reveal(store, model, null),
    })}`;
  }

  #flipsTemplate(store: TransferStore): TemplateResult | typeof nothing {
    const { openFlips } = store;
    if (openFlips === null) return nothing;
    return html`<rt-flips
      .open=${openFlips}
      .actions=${store.flipsActions(() => goTo(this, 'table'))}
    ></rt-flips>`;
  }

  #directTemplate(
    store: TransferStore,
    models: Parameters<typeof directTemplate>[0],
  ): TemplateResult | typeof nothing {
    return directTemplate(models, store.kept.direct, store.direct, {
      onPair: (pair) => store.openDirect(pair),
      onCompare: (pair, benchmark) => this.#openFlips(store, { ...pair, benchmark }),
    });
  }

  #emptyActions({ post }: TransferStore): Parameters<typeof emptyTemplate>[1] {
    return {
      onEvaluate: () => post({ type: 'evaluate' }),
      onRescore: () => post({ type: 'rescore' }),
      onSet: (model) => post({ type: 'set-base', model }),
    };
  }

  #receive(store: TransferStore, message: ToTransfer): void {
    if (message.type === 'reveal') {
      if (message.model === null) this.#revealBenchmark(store, message.benchmark);
      else this.#reveal(store, message.model, message.benchmark);
      return;
    }
    const first = store.content.kind === 'loading';
    const { scroll } = store.kept;
    const anchor = first ? null : anchorIn(this);
    store.receive(message);
    void this.updateComplete.then(() => {
      if (!first) keepAnchor(this, anchor);
      else if (store.content.kind === 'data') this.scrollTop = scroll;
    });
  }

  /** A benchmark of no model in particular: the table, with what changed most on it at the top. */
  #revealBenchmark(store: TransferStore, benchmark: string | null): void {
    if (benchmark !== null) store.keep({ sort: { by: columnId(benchmark), descending: true } });
    void this.updateComplete.then(() => goTo(this, 'table'));
  }

  /** Shows a model's items on a benchmark, or its sentence and what its index is made of. */
  #reveal(store: TransferStore, model: string, benchmark: string | null): void {
    const { content } = store;
    const one =
      content.kind === 'data'
        ? content.shown.state.transfer.models.find((other) => other.model === model)
        : undefined;
    if (content.kind !== 'data' || one === undefined) return;
    if (!content.shown.models.includes(one)) store.setBase(null);
    if (benchmark !== null) {
      this.#openFlips(store, { left: one.base, right: model, benchmark });
      return;
    }
    this.allSentences = true;
    this.#setTerms(model, true);
    void this.updateComplete.then(() => {
      const summary = this.querySelector(`.said[data-model="${CSS.escape(model)}"] summary`);
      if (!(summary instanceof HTMLElement)) return;
      summary.focus({ preventScroll: true });
      summary.closest('.said')?.scrollIntoView({ block: 'nearest' });
    });
  }

  #openFlips(store: TransferStore, pair: Parameters<TransferStore['open']>[0]): void {
    store.open(pair);
    void this.updateComplete.then(() => goTo(this, 'flips'));
  }

  #setTerms(model: string, open: boolean): void {
    if (this.openTerms.has(model) === open) return;
    const changed = new Set(this.openTerms);
    if (!changed.delete(model)) changed.add(model);
    this.openTerms = changed;
  }

  async #image(store: TransferStore, as: 'png' | 'svg'): Promise<void> {
    const data = await pictureIn(this, as);
    if (data !== null) store.post({ type: 'export-image', chart: store.chart, as, data });
  }
}
