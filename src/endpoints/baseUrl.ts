export { normaliseBaseUrl, originOf } from '../core/baseUrl.ts';
