import '../language.ts';
import { registerComponents } from '../components.ts';
import { MatrixView } from './matrixView.ts';

registerComponents();
customElements.define('rt-matrix', MatrixView);

const view = document.querySelector('rt-matrix');
if (view instanceof MatrixView) view.connect(acquireVsCodeApi());
