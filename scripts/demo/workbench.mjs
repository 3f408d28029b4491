/* global document -- of the page that is used */
/** VS Code's own user interface, used as a person would: palette, keyboard and mouse. */
const patienceMs = 60_000;

export class Workbench {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Opens VS Code at an address and waits until it can be used. */
  async open(url) {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench').waitFor({ timeout: patienceMs });
    await this.page.locator('.statusbar-item').first().waitFor({ timeout: patienceMs });
  }

  /** Runs a command of the palette by its full title, as soon as VS Code knows it. */
  async command(title) {
    await this.pick('F1', `>${title}`, title);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name) {
    await this.pick('ControlOrMeta+p', name, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor({ timeout: patienceMs });
  }

  /** Puts the cursor at the start of a 1-based line. */
  async goToLine(line) {
    await this.pick('Control+g', `:${line}`, `line ${line} `);
    await this.page
      .locator('.statusbar-item', { hasText: `Ln ${line}, Col 1` })
      .waitFor({ timeout: patienceMs });
  }

  get quickInput() {
    return this.page.locator('.quick-input-widget');
  }

  /** Presses `key`, types `text` and takes the entry that says `wanted`; tries again while it is not there yet. */
  async pick(key, text, wanted) {
    const entry = this.quickInput.locator('.monaco-list-row', { hasText: wanted }).first();
    const deadline = Date.now() + patienceMs;
    for (;;) {
      await this.page.keyboard.press(key);
      try {
        // A webview that is still loading may have swallowed the key.
        await this.quickInput.locator('input').fill(text, { timeout: 3000 });
        await entry.waitFor({ timeout: 3000 });
        await entry.click();
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          throw new Error(`VS Code does not offer "${wanted}": ${error.message}`, { cause: error });
        }
        await this.page.keyboard.press('Escape');
        // A panel that VS Code restores may hold the focus, and with it the keys.
        await this.page.evaluate(() => document.activeElement?.blur());
      }
    }
  }

  /**
   * The frame of the webview that holds an element, wherever VS Code nested it.
   *
   * @param pages where to look; default all windows
   */
  async webview(selector, pages = null) {
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      for (const frame of (pages ?? this.page.context().pages()).flatMap((page) => page.frames())) {
        const here = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (here > 0) return frame;
      }
      await this.page.waitForTimeout(50);
    }
    throw new Error(`No webview shows ${selector}.`);
  }

  /**
   * Rests the mouse on the text of a 1-based line of the first editor until a hover says `wanted`; gives its text.
   * Hyphens that keep a name on one line count as hyphens.
   */
  async hoverLine(line, wanted) {
    const editor = this.page.locator('.editor-instance .monaco-editor').first();
    const numbers = editor.locator('.margin-view-overlays .line-numbers');
    const number = numbers.filter({ hasText: new RegExp(`^${line}$`) });
    const hover = this.page.locator('.monaco-hover:not(.hidden)', { hasText: anyHyphen(wanted) }).first();
    const deadline = Date.now() + patienceMs;
    for (let step = 0; Date.now() < deadline; step++) {
      const box = await number.boundingBox();
      // A rest elsewhere first, so that VS Code asks again for what it may have found too early.
      await this.page.mouse.move(box.x + 300, box.y + 8 * box.height);
      await this.page.mouse.move(box.x + box.width + 80 + step, box.y + box.height / 2, { steps: 4 });
      try {
        await hover.waitFor({ timeout: 3000 });
        return (await hover.innerText()).replaceAll('\u2011', '-');
      } catch {
        // Not there yet: the extension may still be starting.
      }
    }
    throw new Error(`Hovering line ${line} shows no "${wanted}".`);
  }
}

function anyHyphen(words) {
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('-', '[-\u2011]'));
}
