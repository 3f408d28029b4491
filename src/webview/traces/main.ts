import '../language.ts';
import { registerComponents } from '../components.ts';
import { ColumnView } from './column.ts';
import { loadRendering } from './renderer.ts';
import { TracesView } from './tracesView.ts';

// Fetched while the host looks for what to show, so that the first text comes rendered.
loadRendering(() => undefined);
registerComponents();
customElements.define('rt-column', ColumnView);
customElements.define('rt-traces', TracesView);

const view = document.querySelector('rt-traces');
if (view instanceof TracesView) view.connect(acquireVsCodeApi());
