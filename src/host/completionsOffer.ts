import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import { notify } from './notify.ts';
import type { Settings } from './settings.ts';

/** Offers to send prompts as text to a model without a chat template, which is mostly a base model. */
export class CompletionsOffer {
  constructor(private readonly settings: Settings) {}

  /** The endpoint as it is asked from now on; null where the offer was not taken. */
  async make(endpoint: Endpoint): Promise<Endpoint | null> {
    const change = vscode.l10n.t('Use Completions');
    const answer = await notify.warning(
      vscode.l10n.t(
        '{0} has no chat template. It is probably a base model: send the prompt as text (api: completions) instead?',
        endpoint.label,
      ),
      change,
    );
    const changed = answer === change && (await this.settings.setApi(endpoint.label, 'completions'));
    return changed ? { ...endpoint, api: 'completions' } : null;
  }
}
