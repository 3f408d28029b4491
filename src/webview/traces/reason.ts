import { html, type TemplateResult } from 'lit';
import { untrusted } from '../visibleText.ts';

/** A reason has what it quotes between backticks; unpaired ones stand as they are. */
export function reasonTemplate(reason: string): TemplateResult | readonly TemplateResult[] {
  const parts = reason.split('`');
  if (parts.length % 2 === 0) return untrusted(reason);
  return parts.map((part, index) =>
    index % 2 === 0 ? untrusted(part) : html`<code>${untrusted(part)}</code>`,
  );
}
