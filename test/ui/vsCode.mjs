/** A real VS Code with the packaged extension on a copy of the example items, driven as a person would. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { build } from '../../scripts/build/bundles.mjs';
import { packageExtension } from '../../scripts/build/vsix.mjs';
import { root } from '../../scripts/cache.mjs';
import { Workbench } from '../../scripts/demo/workbench.mjs';
import { stopAll } from '../../scripts/processes.mjs';
import { launchChromium } from '../../scripts/vscode/chromium.mjs';
import { installExtension, startVsCodeServer, writeUserSettings } from '../../scripts/vscode/server.mjs';

/** Longest wait for anything the page should show. */
export const patienceMs = 30_000;

/**
 * Starts VS Code's server with the extension; its windows come from `window`.
 *
 * @param options.trust whether folders are untrusted until the user trusts them
 */
export async function startVsCode({ trust = false } = {}) {
  await build();
  const { file } = await packageExtension();
  const profile = mkdtempSync(join(tmpdir(), 'reasoning-transfer-profile-'));
  writeUserSettings(profile, {});
  await installExtension(profile, file);
  const server = await startVsCodeServer({ profile, trust });
  const browser = await launchChromium();
  const folders = [profile];
  return {
    /**
     * A window that remembers nothing, on a fresh copy of the example items, with these user settings.
     *
     * @param on what is open instead: a folder without files (`'empty'`), or none (`'nothing'`)
     */
    async window(settings, on = 'examples') {
      writeUserSettings(profile, settings);
      const workspace = mkdtempSync(join(tmpdir(), 'reasoning-transfer-workspace-'));
      folders.push(workspace);
      if (on === 'examples') cpSync(join(root, 'examples', 'workspace'), workspace, { recursive: true });
      const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
      const page = await context.newPage();
      const window = new Window(page, workspace, () => context.close());
      await window.workbench.open(
        `${server.origin}/?${on === 'nothing' ? 'ew=true' : `folder=${workspace}`}`,
      );
      await window.showsEndpoints((settings['reasoningTransfer.endpoints'] ?? []).map(({ label }) => label));
      return window;
    },
    async close() {
      await browser.close();
      await stopAll();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

class Window {
  constructor(page, workspace, close) {
    this.page = page;
    this.workspace = workspace;
    this.close = close;
    this.workbench = new Workbench(page);
  }

  /** Waits until the Endpoints view lists these labels, and with it until the extension has started. */
  async showsEndpoints(labels) {
    await this.workbench.command('Focus on Endpoints View');
    const rows = this.page
      .locator('.pane', { has: this.page.locator('.pane-header', { hasText: 'Endpoints' }) })
      .locator('.monaco-list-row[aria-level="2"] .label-name');
    await expect.poll(() => rows.allInnerTexts(), { timeout: patienceMs }).toEqual(labels);
  }

  /** Reloads the window as a person does, by the command, which lets VS Code keep its state first. */
  async reload() {
    const left = this.page.waitForEvent('framenavigated', (frame) => frame === this.page.mainFrame());
    await this.workbench.command('Developer: Reload Window');
    await left;
    await this.page.locator('.statusbar-item').first().waitFor({ timeout: patienceMs });
  }

  /** The notification that matches, once it is there. */
  async notification(pattern) {
    const toast = this.page.locator('.notification-toast', { hasText: pattern }).first();
    await toast.waitFor({ timeout: patienceMs });
    return toast;
  }

  /** Clicks a button of a notification. */
  async answer(pattern, button) {
    const toast = await this.notification(pattern);
    await toast.locator('.monaco-button', { hasText: button }).click();
  }

  /** Types into the input box of this title and confirms it. */
  async enter(title, text) {
    const { page } = this;
    await page.locator('.quick-input-title', { hasText: title }).waitFor({ timeout: patienceMs });
    const input = this.workbench.quickInput.locator('input.input');
    await input.fill(text);
    // The extension checks what is typed, and VS Code shows no sign of when it has: Enter before its word does not
    // take the text, and a message that comes while the box still closes is not shown.
    await page.waitForTimeout(500);
    await input.press('Enter');
  }

  /** Waits for a row of the quick pick that is open, then confirms the pick. */
  async accept(rowText) {
    const row = this.page.locator('.quick-input-widget .monaco-list-row', { hasText: rowText });
    await row.first().waitFor({ timeout: patienceMs });
    await this.page.keyboard.press('Enter');
  }

  /** One column of the traces panel, by its label. */
  async column(label) {
    const frame = await this.workbench.webview('rt-traces');
    return frame.locator('rt-column', { hasText: label }).first();
  }
}

/** Waits until an element's text matches. */
export async function shows(locator, pattern) {
  await expect.poll(() => locator.innerText(), { timeout: patienceMs }).toMatch(pattern);
}
