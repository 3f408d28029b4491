import * as l10n from '@vscode/l10n';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type FlipItem, flipKinds, type FlipList } from '../../core/transfer/flipList.ts';
import type { BenchmarkTransfer } from '../../core/transfer/transfer.ts';
import { count } from '../numbers.ts';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import { comparisonFacts } from './comparisonFacts.ts';
import { flipFieldsTemplate } from './flipFields.ts';
import { flipItemTemplate, kindMark } from './flipItem.ts';
import { changedKinds, type FlipsQuery, kindCounts, shownFlips, stillThere, withKind } from './flipsModel.ts';
import { kindWords } from './words.ts';

/** Two models and a benchmark. */
export interface FlipsPair {
  readonly left: string;
  readonly right: string;
  readonly benchmark: string;
}

/** What was asked for, and what is known of it so far. */
export interface OpenFlips {
  readonly pair: FlipsPair;
  /** `waiting`: asked for; null: there are no scores of single items. */
  readonly list: FlipList | 'waiting' | null;
  /** Null where the comparison is not there any more. */
  readonly comparison: BenchmarkTransfer | null;
  readonly level: number;
}

export interface FlipsActions {
  readonly onItem: (pair: FlipsPair, group: number) => void;
  readonly onCompare: (pair: FlipsPair, group: number) => void;
  readonly onAskAgain: (pair: FlipsPair, groups: readonly number[]) => void;
  readonly onFile: (file: string) => void;
  readonly onClose: () => void;
}

/** More are shown when they are asked for. */
const atOnce = 100;

/** The items of one benchmark for two models: what became of each, and where it was learned and forgotten. */
export class FlipsView extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    open: { attribute: false },
    actions: { attribute: false },
    query: { state: true },
    selected: { state: true },
    limit: { state: true },
  };

  declare open: OpenFlips | null;
  declare actions: FlipsActions | null;
  declare query: FlipsQuery;
  /** Groups. */
  declare selected: ReadonlySet<number>;
  declare limit: number;

  constructor() {
    super();
    this.open = null;
    this.actions = null;
    this.query = changedKinds;
    this.selected = new Set();
    this.limit = atOnce;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Of another pair everything starts anew; of the same pair's new list what is not there any more goes. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('open');
    if (!changed.has('open') || this.open === null) return;
    if (before === undefined || before === null || !samePair(before.pair, this.open.pair)) {
      this.query = changedKinds;
      this.selected = new Set();
      this.limit = atOnce;
      return;
    }
    const { list } = this.open;
    if (list !== null && list !== 'waiting') this.selected = stillThere(this.selected, list);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { open, actions } = this;
    if (open === null || actions === null) return nothing;
    const { left, right, benchmark } = open.pair;
    return html`<section class="flips" aria-labelledby="flips-title">
      <div class="section-head">
        <h2 id="flips-title" tabindex="-1">
          ${untrusted(benchmark)}: ${untrusted(left)} → ${untrusted(right)}
        </h2>
        <div class="end">
          ${toolButton({ icon: 'close', words: l10n.t('Close the items'), onClick: actions.onClose })}
        </div>
      </div>
      ${open.comparison === null ? nothing : comparisonFacts(open.comparison, [left, right], open.level, actions.onFile)}
      ${this.#listTemplate(open, actions)}
    </section>`;
  }

  #listTemplate({ pair, list }: OpenFlips, actions: FlipsActions): TemplateResult {
    if (list === 'waiting') return html`<p class="quiet" role="status">${l10n.t('Reading the items…')}</p>`;
    if (list === null)
      return html`<p class="note">
        ${l10n.t('No items to show: these results hold no scores of single items for both models. Results with samples (such as lm_eval with --log_samples) show which items changed.')}
      </p>`;
    const items = shownFlips(list, this.query);
    const some = items.slice(0, this.limit);
    return html`${flipFieldsTemplate(list.fields, this.query.field, (field) => this.#ask({ ...this.query, field }))}
      <div class="flips-bar">
        ${this.#kindsTemplate(list)}
        <span class="quiet" role="status">${shownWords(items.length, list.items.length)}</span>
        ${this.#selectionTemplate(pair, some, actions)}
      </div>
      <ul class="flip-items">
        ${repeat(
          some,
          ({ group }) => group,
          (item) =>
            flipItemTemplate(item, this.selected.has(item.group), {
              onOpen: () => actions.onItem(pair, item.group),
              onToggle: () => this.#toggle(item.group),
              onCompare: () => actions.onCompare(pair, item.group),
            }),
        )}
      </ul>
      ${
        some.length === items.length
          ? nothing
          : html`<button type="button" class="link more" @click=${() => (this.limit += atOnce)}>
              ${l10n.t('Show {0} more', count(Math.min(atOnce, items.length - some.length)))}
            </button>`
      }`;
  }

  #kindsTemplate(list: FlipList): TemplateResult {
    const counts = kindCounts(list, this.query);
    return html`<div class="kinds" role="group" aria-label=${l10n.t('Show')}>
      ${flipKinds
        .filter((kind) => counts[kind] > 0 || this.query.kinds.has(kind))
        .map(
          (kind) =>
            html`<button
              type="button"
              class="kind ${kind}"
              aria-pressed=${this.query.kinds.has(kind) ? 'true' : 'false'}
              @click=${() => this.#ask(withKind(this.query, kind))}
            >
              ${kindMark(kind)}${kindWords(kind)} <strong>${count(counts[kind])}</strong>
            </button>`,
        )}
    </div>`;
  }

  #selectionTemplate(
    pair: FlipsPair,
    some: readonly FlipItem[],
    { onAskAgain }: FlipsActions,
  ): TemplateResult {
    const { size } = this.selected;
    const allShown = some.length > 0 && some.every(({ group }) => this.selected.has(group));
    return html`<span class="selection">
      ${
        some.length === 0
          ? nothing
          : html`<button
              type="button"
              class="link"
              @click=${() => (this.selected = allShown ? new Set() : new Set(some.map(({ group }) => group)))}
            >
              ${allShown ? l10n.t('Select none') : l10n.t('Select all shown')}
            </button>`
      }
      <vscode-button
        appearance="secondary"
        ?disabled=${size === 0}
        @click=${() => {
          if (size > 0) onAskAgain(pair, [...this.selected]);
        }}
      >
        ${size === 0 ? l10n.t('Ask again…') : size === 1 ? l10n.t('Ask 1 item again…') : l10n.t('Ask {0} items again…', count(size))}
      </vscode-button>
    </span>`;
  }

  #ask(query: FlipsQuery): void {
    this.query = query;
    this.limit = atOnce;
  }

  #toggle(group: number): void {
    const selected = new Set(this.selected);
    if (!selected.delete(group)) selected.add(group);
    this.selected = selected;
  }
}

export function samePair(a: FlipsPair, b: FlipsPair): boolean {
  return a.left === b.left && a.right === b.right && a.benchmark === b.benchmark;
}

function shownWords(shown: number, all: number): string {
  return shown === all
    ? l10n.t('{0} items', count(all))
    : l10n.t('{0} of {1} items', count(shown), count(all));
}
