/* global window, document -- of the page that is looked at */
/**
 * Runs in every frame of the page before anything else: keeps what the traces panel showed while it changed, and
 * every violation of a content security policy. Sent to the browser as text, so it uses nothing from outside.
 */
export function watchTraces() {
  const history = [];
  const violations = [];
  Object.assign(window, { tracesHistory: history, policyViolations: violations, readColumns: () => read() });
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });
  const text = (column, part) => column.querySelector(`[aria-label^="${part} of"]`)?.textContent ?? '';
  const read = () =>
    [...document.querySelectorAll('rt-column')].map((column) => ({
      label: column.querySelector('h2')?.textContent.trim() ?? '',
      state: column.querySelector('.state')?.textContent.trim() ?? '',
      verdict: column.querySelector('.verdict strong')?.textContent.trim() ?? null,
      extracted: column.querySelector('.verdict dd')?.querySelector('code')?.textContent.trim() ?? null,
      reasoning: text(column, 'Reasoning'),
      answer: text(column, 'Answer'),
    }));
  const look = () => {
    const columns = read();
    const last = JSON.stringify(history.at(-1));
    if (columns.length > 0 && JSON.stringify(columns) !== last) history.push(columns);
  };
  setInterval(look, 25);
}
