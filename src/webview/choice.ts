import { html, type TemplateResult } from 'lit';

/**
 * A list to choose one from, with its name before it. The browser's own: the toolkit's writes a style attribute,
 * which the page's policy drops.
 */
export function choice<Value extends string>(
  name: string,
  chosen: Value,
  options: readonly (readonly [value: Value, words: string])[],
  onChoice: (value: Value) => void,
): TemplateResult {
  return html`<label class="choice"
    ><span>${name}</span>
    <select
      @change=${(event: Event) => {
        if (!(event.currentTarget instanceof HTMLSelectElement)) return;
        const option = options[event.currentTarget.selectedIndex];
        if (option !== undefined) onChoice(option[0]);
      }}
    >
      ${options.map(([value, words]) => html`<option .selected=${value === chosen}>${words}</option>`)}
    </select>
  </label>`;
}
