import '../language.ts';
import { registerComponents } from '../components.ts';
import { ColumnView } from './column.ts';
import { TracesView } from './tracesView.ts';

registerComponents();
customElements.define('rt-column', ColumnView);
customElements.define('rt-traces', TracesView);

const view = document.querySelector('rt-traces');
if (view instanceof TracesView) view.connect(acquireVsCodeApi());
