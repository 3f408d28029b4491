import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type FromTraces, runningStates, type ToTraces } from '../../protocol.ts';
import { focusedGroup, keepFocus } from '../focus.ts';
import { untrusted } from '../visibleText.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { ColumnView } from './column.ts';
import { headerTemplate } from './header.ts';
import { Memory } from './memory.ts';
import { TracesSession, type Shown } from './session.ts';

/** The traces panel: the item above, one column an endpoint sample below. */
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
  readonly #session = new TracesSession({
    onShown: (shown) => this.#onShown(shown),
    onText: (key) => this.#column(key)?.textChanged(),
    onAnnounce: (words) => (this.spoken = words),
  });

  constructor() {
    super();
    this.shown = { kind: 'loading' };
    this.spoken = '';
  }

  /** Listens to the host and asks it for the state; call once. */
  connect(api: VsCodeApi<FromTraces>): void {
    this.#memory = new Memory(api);
    this.#post = (message) => api.postMessage(message);
    window.addEventListener('message', (event: MessageEvent<ToTraces>) => this.#session.receive(event.data));
    this.#post({ type: 'ready' });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#focused = focusedGroup('.bar');
  }

  protected override updated(): void {
    keepFocus(this.#focused, '.link');
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
        <h1>Nothing to show</h1>
        <p>${untrusted(shown.message)}</p>
      </main>`;
    const running = shown.columns.some((column) => runningStates.has(column.head.state));
    return html`${headerTemplate(shown.state, running, {
        post: this.#post,
        questionOpen: this.#memory?.questionOpen ?? false,
        promptOpen: this.#memory?.promptOpen ?? false,
        onToggle: (part) => this.#toggle(part),
      })}
      <main class="columns" aria-label="Traces">
        ${shown.columns.length === 0 ? html`<p class="quiet">No traces of this item yet.</p>` : nothing}
        ${repeat(
          shown.columns,
          (column) => column.head.key,
          (column, index) =>
            html`<rt-column
              data-key=${column.head.key}
              .model=${column}
              .index=${index}
              .folded=${this.#memory?.isFolded(column.head.label) ?? false}
              .post=${this.#post}
              .onFold=${() => this.#fold(column.head.label)}
            ></rt-column>`,
        )}
      </main>`;
  }

  #onShown(shown: Shown): void {
    this.shown = shown;
    if (shown.kind === 'traces') this.#memory?.keepRestore(shown.state.restore);
  }

  #toggle(part: 'question' | 'prompt'): void {
    if (part === 'question') this.#memory?.keep({ questionOpen: !this.#memory.questionOpen });
    else this.#memory?.keep({ promptOpen: !this.#memory.promptOpen });
    this.requestUpdate();
  }

  #fold(label: string): void {
    this.#memory?.toggleFolded(label);
    this.requestUpdate();
  }

  #column(key: string): ColumnView | undefined {
    return [...this.querySelectorAll('rt-column')]
      .filter((element) => element instanceof ColumnView)
      .find((column) => column.model.head.key === key);
  }
}
