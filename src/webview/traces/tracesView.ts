import { html, LitElement, type TemplateResult } from 'lit';
import { type FromTraces, runningStates, type ToTraces } from '../../protocol.ts';
import { aloneTemplate } from '../alone.ts';
import { focusedGroup, keepFocus } from '../focus.ts';
import { openHelp } from '../helpDialog.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { AlignedMode } from './aligned/alignedMode.ts';
import { ColumnRow } from './columnRow.ts';
import { copySource } from './copySource.ts';
import { headerTemplate } from './header.ts';
import { helpTemplate } from './help.ts';
import { keyAction, type ViewAction } from './keys.ts';
import { Memory } from './memory.ts';
import { promptsOf } from './promptsOf.ts';
import { loadRendering, rendering } from './renderer.ts';
import { SearchControl } from './searchControl.ts';
import { type ColumnModel, TracesSession, type Shown } from './session.ts';
import { ShownColumns } from './shownColumns.ts';
import { stageTemplate } from './stage.ts';
import { TextsInTurn } from './textsInTurn.ts';
import { viewTools } from './viewTools.ts';
import { columnName } from './words.ts';

/** The traces panel: the item above, one column an endpoint below. */
export class TracesView extends LitElement {
  static override properties = {
    shown: { state: true },
    spoken: { state: true },
  };

  declare shown: Shown;
  /** What was said last to screen readers. */
  declare spoken: string;
  #memory: Memory | null = null;
  #focused: Element | null = null;
  #post: (message: FromTraces) => void = () => undefined;
  readonly #columns = new ShownColumns((message) => this.#post(message));
  readonly #row = new ColumnRow();
  readonly #texts = new TextsInTurn(() => this.requestUpdate());
  readonly #search = new SearchControl(this.#row, () => this.requestUpdate());
  readonly #session = new TracesSession({
    onShown: (shown) => this.#onShown(shown),
    onText: (key) => {
      this.#row.get(key)?.textChanged();
      this.#aligned.textChanged();
      this.#search.again();
    },
    onAnnounce: (words) => this.#say(words),
    onAligned: (aligned) => this.#aligned.receive(aligned),
  });
  readonly #aligned = new AlignedMode({
    post: (message) => this.#post(message),
    onChange: () => this.requestUpdate(),
    onAnnounce: (words) => this.#say(words),
    onAlign: () => this.#columns.aligns(),
  });

  constructor() {
    super();
    this.shown = { kind: 'loading' };
    this.spoken = '';
  }

  /** Listens to the host and asks it for the state; call once. */
  connect(api: VsCodeApi<FromTraces>): void {
    this.#memory = new Memory(api);
    this.#aligned.memory = this.#memory;
    this.#columns.memory = this.#memory;
    this.#post = (message) => api.postMessage(message);
    window.addEventListener('message', (event: MessageEvent<ToTraces>) => this.#session.receive(event.data));
    document.addEventListener('copy', copySource);
    document.addEventListener('keydown', (event) => {
      const action = keyAction(event, this.#aligned.on);
      if (action === null || this.shown.kind !== 'traces') return;
      event.preventDefault();
      if (action.of === 'aligned') this.#aligned.act(action.action);
      else if (action.of === 'column') this.#row.current?.act(action.action);
      else this.#acts[action.action]();
    });
    this.#post({ type: 'ready' });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#focused = focusedGroup('.bar, .aligned-bar');
    const { visible } = this.#columns;
    this.#search.setColumns(visible);
    this.#texts.set(this.#aligned.on, visible.length);
    this.#setSeen();
    if (this.shown.kind !== 'traces') return;
    const { item } = this.shown.state;
    this.#aligned.set(item.key, visible, this.#draws, this.#search);
  }

  protected override updated(): void {
    this.#row.update(this);
    keepFocus(this.#focused, '.link, .segment[aria-pressed="true"]');
    const { visible } = this.#columns;
    const pinned = visible.filter(({ head }) => this.#columns.isPinned(head.key)).length;
    this.classList.toggle('heads-folded', this.#aligned.foldsHeads);
    const columns = this.querySelector<HTMLElement>('.columns');
    columns?.style.setProperty('--columns', String(visible.length));
    columns?.style.setProperty('--pinned', String(pinned));
    columns?.classList.toggle('some-pinned', pinned > 0);
  }

  protected override render(): TemplateResult {
    return html`${this.#content()}
      <div class="spoken" role="status" aria-live="polite">${this.spoken}</div>`;
  }

  #content(): TemplateResult {
    const { shown } = this;
    if (shown.kind !== 'traces') return aloneTemplate(shown.kind === 'empty' ? shown.message : null);
    const running = shown.columns.some(({ head }) =>
      head.samples.some(({ state }) => runningStates.has(state)),
    );
    const { visible, aside, offered } = this.#columns;
    const onShow = (): void => this.#arrange(() => this.#columns.showOffered());
    const header = {
      post: this.#post,
      questionOpen: this.#memory?.questionOpen ?? false,
      promptOpen: this.#memory?.promptOpen ?? false,
      draws: this.#draws,
      onToggle: (part: 'question' | 'prompt') => this.#toggle(`${part}Open`),
    };
    const heads = visible.map(({ head }) => head);
    return html`${headerTemplate(shown.state, promptsOf(heads), running, header, this.#tools())}
    ${this.#search.bar()} ${this.#aligned.bar({ aside, offered, onShow })}
    ${stageTemplate(visible, shown.columns.length, {
      aligned: this.#aligned,
      brief: this.#brief,
      draws: this.#draws,
      isSeen: (index) => this.#texts.isSeen(index),
      isFolded: (key) => this.#memory?.isFolded(key) === true && !this.#search.unfolds(key),
      isPinned: (key) => this.#columns.isPinned(key),
      asked: this.#row.asked,
      post: this.#post,
      onFold: (key) => this.#fold(key),
      ...this.#arranges,
    })}
    ${helpTemplate()}`;
  }

  #tools(): TemplateResult {
    return viewTools(
      this.#columns.all.map(({ head }) => head),
      this.#columns.arrangement,
      { raw: this.#memory?.raw ?? false, brief: this.#brief, aligned: this.#aligned.on },
      {
        onSearch: () => this.#openSearch(),
        onRaw: () => this.#toggle('raw'),
        onBrief: () => this.#toggleBrief(),
        onAlign: () => this.#aligned.toggle(),
        onHelp: () => openHelp(this),
        ...this.#arranges,
      },
    );
  }

  readonly #arranges = {
    onHide: (key: string): void => {
      const place = this.#row.placeOfFocus(key);
      this.#arrange(() => this.#columns.toggle(key));
      if (place >= 0) void this.updateComplete.then(() => this.#row.focusAt(place));
    },
    onPin: (key: string): void => this.#arrange(() => this.#columns.pin(key)),
    onMove: (key: string, to: 'earlier' | 'later'): void => this.#arrange(() => this.#columns.move(key, to)),
  };

  /** The same words once more are only heard where they come anew. */
  #say(words: string): void {
    const again = words === this.spoken;
    this.spoken = again ? '' : words;
    if (again) requestAnimationFrame(() => (this.spoken ||= words));
  }

  #openSearch(): void {
    this.#search.open();
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('.search .field')?.select());
  }

  readonly #acts: Readonly<Record<ViewAction, () => void>> = {
    'next-item': () => this.#post({ type: 'go', to: 'next' }),
    'previous-item': () => this.#post({ type: 'go', to: 'previous' }),
    'next-model': () => this.#row.step(1),
    'previous-model': () => this.#row.step(-1),
    raw: () => this.#toggle('raw'),
    brief: () => this.#toggleBrief(),
    align: () => this.#aligned.toggle(),
    search: () => this.#openSearch(),
    help: () => openHelp(this),
  };

  #onShown(shown: Shown): void {
    this.shown = shown;
    this.#columns.set(shown);
    if (shown.kind !== 'traces') return;
    this.#setSeen();
    this.#memory?.keepRestore(shown.state.restore);
    if (rendering() === null) loadRendering(() => this.requestUpdate());
    this.#setModes();
    if (this.#row.ask(shown.state.asked)) this.#showAsked(shown.columns);
  }

  /** The column that the reader asked for comes into view, hidden before or not, and so does the one beside it. */
  #showAsked(columns: readonly ColumnModel[]): void {
    const asked = columns.find(({ head }) => head.key === this.#row.asked);
    if (asked === undefined) return;
    const beside = columns.find(({ head }) => head.key === this.#row.beside);
    for (const { head } of [asked, ...(beside === undefined ? [] : [beside])])
      if (!this.#columns.isShown(head.key)) this.#arranges.onHide(head.key);
    this.#say(columnName(asked.head));
    void this.updateComplete.then(() => this.#row.revealAsked());
  }

  /** Formulas are drawn: not where texts are shown as they came, nor before what draws them is loaded. */
  get #draws(): boolean {
    return this.#memory?.raw !== true && rendering() !== null;
  }

  /** Aligned columns have a switch of their own, for there it folds more. */
  get #brief(): boolean {
    return this.#aligned.on ? this.#aligned.foldsHeads : this.#memory?.brief === true;
  }

  #toggleBrief(): void {
    if (this.#aligned.on) this.#aligned.toggleHeads();
    else this.#toggle('brief');
  }

  /** What is not in sight is not drawn: hidden columns, and where they are aligned all texts by themselves. */
  #setSeen(): void {
    const { all, visible } = this.#columns;
    const seen = new Set(
      this.#aligned.on ? [] : visible.filter((_column, index) => this.#texts.isSeen(index)),
    );
    for (const column of all) column.reasoning.seen = column.answer.seen = seen.has(column);
  }

  #setModes(): void {
    if (this.shown.kind !== 'traces') return;
    const mode = this.#memory?.raw === true ? 'raw' : 'rendered';
    for (const { reasoning, answer } of this.shown.columns) {
      reasoning.setMode(mode);
      answer.setMode(mode);
    }
  }

  #toggle(what: 'questionOpen' | 'promptOpen' | 'raw' | 'brief'): void {
    this.#memory?.toggle(what);
    if (what === 'raw') this.#setModes();
    this.requestUpdate();
  }

  #arrange(how: () => void): void {
    how();
    this.requestUpdate();
  }

  #fold(key: string): void {
    if (!this.#search.foldAgain(key)) this.#memory?.toggleFolded(key);
    this.requestUpdate();
  }
}
