import '../language.ts';
import { registerComponents } from '../components.ts';
import { ChartPane } from './charts/chartPane.ts';
import { FlipsView } from './flips.ts';
import { TransferView } from './transferView.ts';

registerComponents();
customElements.define('rt-chart', ChartPane);
customElements.define('rt-flips', FlipsView);
customElements.define('rt-transfer', TransferView);

const view = document.querySelector('rt-transfer');
if (view instanceof TransferView) view.connect(acquireVsCodeApi());
