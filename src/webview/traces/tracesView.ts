import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type FromTraces, runningStates, type ToTraces } from '../../protocol.ts';
import { focusedGroup, keepFocus } from '../focus.ts';
import { untrusted } from '../visibleText.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { ColumnRow } from './columnRow.ts';
import { headerTemplate } from './header.ts';
import { helpTemplate } from './help.ts';
import { keyAction, type ViewAction } from './keys.ts';
import { type Arrangement, arranged, moved, toggled } from './layout.ts';
import { Memory } from './memory.ts';
import { promptsOf } from './promptsOf.ts';
import { TraceSearch, type SearchState } from './search.ts';
import { searchBar } from './searchBar.ts';
import { type ColumnModel, TracesSession, type Shown } from './session.ts';
import { viewTools } from './viewTools.ts';

/** The traces panel: the item above, one column an endpoint below. */
export class TracesView extends LitElement {
  static override properties = {
    shown: { state: true },
    spoken: { state: true },
    found: { state: true },
  };

  declare shown: Shown;
  /** What was said last to screen readers. */
  declare spoken: string;
  /** The search, where it is open. */
  declare found: SearchState | null;
  #memory: Memory | null = null;
  #focused: Element | null = null;
  #post: (message: FromTraces) => void = () => undefined;
  readonly #search = new TraceSearch();
  readonly #row = new ColumnRow();
  readonly #session = new TracesSession({
    onShown: (shown) => this.#onShown(shown),
    onText: (key) => {
      this.#row.get(key)?.textChanged();
      if (this.found !== null) this.found = this.#search.again();
    },
    onAnnounce: (words) => (this.spoken = words),
  });

  constructor() {
    super();
    this.shown = { kind: 'loading' };
    this.spoken = '';
    this.found = null;
  }

  /** Listens to the host and asks it for the state; call once. */
  connect(api: VsCodeApi<FromTraces>): void {
    this.#memory = new Memory(api);
    this.#post = (message) => api.postMessage(message);
    window.addEventListener('message', (event: MessageEvent<ToTraces>) => this.#session.receive(event.data));
    document.addEventListener('keydown', (event) => {
      const action = keyAction(event);
      if (action === null || this.shown.kind !== 'traces') return;
      event.preventDefault();
      if (action.of === 'column') this.#row.current?.act(action.action);
      else this.#act(action.action);
    });
    this.#post({ type: 'ready' });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#focused = focusedGroup('.bar');
    if (this.#search.setColumns(this.#visible()) && this.found !== null) this.found = this.#search.again();
  }

  protected override updated(): void {
    this.#row.update(this);
    keepFocus(this.#focused, '.link');
    const pinned = this.#visible().filter(({ head }) => this.#arrangement.pinned.includes(head.key));
    this.querySelector<HTMLElement>('.columns')?.style.setProperty(
      '--columns',
      String(this.#visible().length),
    );
    this.querySelector('.columns')?.classList.toggle('some-pinned', pinned.length > 0);
  }

  protected override render(): TemplateResult {
    return html`${this.#content()}
      <div class="spoken" role="status" aria-live="polite">${this.spoken}</div>`;
  }

  #content(): TemplateResult {
    const { shown } = this;
    if (shown.kind === 'loading') return html`<main class="alone" aria-busy="true"></main>`;
    if (shown.kind === 'empty')
      return html`<main class="alone">
        <h1>${l10n.t('Nothing to show')}</h1>
        <p>${untrusted(shown.message)}</p>
      </main>`;
    const running = shown.columns.some(({ head }) =>
      head.samples.some(({ state }) => runningStates.has(state)),
    );
    const visible = this.#visible();
    const header = {
      post: this.#post,
      questionOpen: this.#memory?.questionOpen ?? false,
      promptOpen: this.#memory?.promptOpen ?? false,
      onToggle: (part: 'question' | 'prompt') => this.#toggle(part),
    };
    const heads = visible.map(({ head }) => head);
    return html`${headerTemplate(shown.state, promptsOf(heads), running, header, this.#tools(shown.columns))}
      ${this.found === null ? nothing : searchBar(this.found, this.#searchActions)}
      <main class="columns" aria-label=${l10n.t('Traces')}>
        ${shown.columns.length === 0 ? html`<p class="quiet">${l10n.t('No traces of this item yet.')}</p>` : nothing}
        ${
          shown.columns.length > 0 && visible.length === 0
            ? html`<p class="quiet">${l10n.t('All columns are hidden.')}</p>`
            : nothing
        }
        ${repeat(
          visible,
          ({ head }) => head.key,
          (column, index) => this.#columnTemplate(column, index),
        )}
      </main>
      ${helpTemplate()}`;
  }

  #columnTemplate(column: ColumnModel, index: number): TemplateResult {
    const { key } = column.head;
    return html`<rt-column
      data-key=${key}
      .model=${column}
      .index=${index}
      .folded=${this.#memory?.isFolded(key) ?? false}
      .pinned=${this.#arrangement.pinned.includes(key)}
      .post=${this.#post}
      .onFold=${() => this.#fold(key)}
      .onHide=${() => this.#arrange('hidden', key)}
      .onPin=${() => this.#arrange('pinned', key)}
    ></rt-column>`;
  }

  #tools(columns: readonly ColumnModel[]): TemplateResult {
    const arrangement = this.#arrangement;
    const inOrder = arranged(columns, ({ head }) => head.key, arrangement).map(({ head }) => head);
    return viewTools(inOrder, arrangement, this.#memory?.raw ?? false, {
      onSearch: () => this.#openSearch(),
      onRaw: () => this.#toggleRaw(),
      onHelp: () => this.#openHelp(),
      onHide: (key) => this.#arrange('hidden', key),
      onPin: (key) => this.#arrange('pinned', key),
      onMove: (key, to) => {
        const keys = inOrder.map((head) => head.key);
        this.#memory?.keep({ order: [...moved(keys, key, to, arrangement)] });
        this.requestUpdate();
      },
    });
  }

  readonly #searchActions = {
    onQuery: (query: string): void => {
      this.found = this.#search.find(query, this.found?.caseSensitive ?? false);
    },
    onCase: (): void => {
      this.found = this.#search.find(this.found?.query ?? '', !(this.found?.caseSensitive ?? false));
    },
    onStep: (by: 1 | -1): void => {
      const place = this.#search.step(by);
      this.found = this.#search.state;
      if (place === null) return;
      const column = this.#row.get(place.column);
      if (place.part === 'reasoning' && column?.folded === true) column.onFold();
      column?.querySelector('.column')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    },
    onClose: (): void => {
      this.#search.find('', false);
      this.found = null;
    },
  };

  #openSearch(): void {
    this.found ??= this.#search.find('', false);
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('.search .field')?.select());
  }

  #openHelp(): void {
    this.querySelector<HTMLDialogElement>('dialog.help')?.showModal();
  }

  #act(action: ViewAction): void {
    switch (action) {
      case 'next-item':
        this.#post({ type: 'go', to: 'next' });
        break;
      case 'previous-item':
        this.#post({ type: 'go', to: 'previous' });
        break;
      case 'next-model':
        this.#row.step(1);
        break;
      case 'previous-model':
        this.#row.step(-1);
        break;
      case 'raw':
        this.#toggleRaw();
        break;
      case 'search':
        this.#openSearch();
        break;
      case 'help':
        this.#openHelp();
        break;
    }
  }

  #onShown(shown: Shown): void {
    this.shown = shown;
    if (shown.kind !== 'traces') return;
    this.#memory?.keepRestore(shown.state.restore);
    this.#setModes();
  }

  get #arrangement(): Arrangement {
    return this.#memory?.arrangement ?? { order: [], hidden: [], pinned: [] };
  }

  #visible(): ColumnModel[] {
    if (this.shown.kind !== 'traces') return [];
    const arrangement = this.#arrangement;
    return arranged(this.shown.columns, ({ head }) => head.key, arrangement).filter(
      ({ head }) => !arrangement.hidden.includes(head.key),
    );
  }

  #toggleRaw(): void {
    this.#memory?.keep({ raw: !this.#memory.raw });
    this.#setModes();
    this.requestUpdate();
  }

  #setModes(): void {
    if (this.shown.kind !== 'traces') return;
    const mode = this.#memory?.raw === true ? 'raw' : 'rendered';
    for (const { reasoning, answer } of this.shown.columns) {
      reasoning.setMode(mode);
      answer.setMode(mode);
    }
  }

  #toggle(part: 'question' | 'prompt'): void {
    if (part === 'question') this.#memory?.keep({ questionOpen: !this.#memory.questionOpen });
    else this.#memory?.keep({ promptOpen: !this.#memory.promptOpen });
    this.requestUpdate();
  }

  #arrange(list: 'hidden' | 'pinned', key: string): void {
    if (this.#memory === null) return;
    this.#memory.keep({ [list]: [...toggled(this.#memory.arrangement[list], key)] });
    this.requestUpdate();
  }

  #fold(key: string): void {
    this.#memory?.toggleFolded(key);
    this.requestUpdate();
  }
}
