/**
 * Verdicts in a real VS Code: saved responses of real tools scored again, the view of what differs, the traces of one
 * that is then judged by hand, and its hover.
 */

/** Takes the pictures: the view beside the traces in every theme, then the hover, and a narrow window. */
export async function showVerdicts({ page, workbench, themes, use, take, patienceMs }) {
  const pane = page.locator('.pane', { hasText: 'Verdicts' });
  const rows = pane.locator('.monaco-list-row');
  await scoreAgain();
  await rows.first().waitFor({ timeout: 3 * patienceMs });
  await page.waitForTimeout(3000);
  await workbench.command('Notifications: Clear All Notifications');
  // The first run, its first reason, and the first response below that.
  await rows.first().click();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown']) await press(key);
  await press('Enter');
  const judged = async (selector) => {
    const view = await workbench.webview('rt-column');
    await view.locator(selector).first().waitFor({ timeout: patienceMs });
    return view;
  };
  const view = await judged('.since.differs');
  await page.waitForTimeout(1500);
  await take('verdicts-view');
  await view.locator('.column.asked').focus();
  await page.keyboard.press('v');
  const verdict = workbench.quickInput.locator('.monaco-list-row', { hasText: 'Half right' });
  await verdict.click({ timeout: patienceMs });
  const comment = workbench.quickInput.filter({ hasText: 'Why?' }).locator('input:visible').first();
  await comment.fill('The number is right, the unit is not said.', { timeout: patienceMs });
  await page.keyboard.press('Enter');
  await judged('.since.hand');
  for (const [name, [theme, shade]] of Object.entries(themes)) {
    use(theme);
    const left = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
    await workbench.command('Developer: Reload Window');
    await left;
    await page.locator(`.monaco-workbench.${shade}`).waitFor({ timeout: patienceMs });
    await judged('.since.hand');
    await rows.first().waitFor({ timeout: patienceMs });
    await page.waitForTimeout(1500);
    await take(`verdicts-${name}`);
  }
  await workbench.openFile('math500.jsonl');
  await workbench.hoverLine(1, 'Judge by hand');
  await take('verdicts-hover');
  await page.mouse.move(400, 880);
  await page.locator('.tab', { hasText: 'Traces' }).click();
  await page.setViewportSize({ width: 640, height: 900 });
  await judged('.since.hand');
  await page.waitForTimeout(1000);
  await take('verdicts-narrow');

  async function press(key) {
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
  }

  /** Of the runs on MATH-500, all. */
  async function scoreAgain() {
    await workbench.command('Reasoning Transfer: Score Saved Responses Again');
    const { quickInput } = workbench;
    await quickInput.locator('.monaco-list-row').first().waitFor({ timeout: patienceMs });
    await quickInput.getByRole('textbox').or(quickInput.getByRole('combobox')).last().fill('MATH-500');
    await page.waitForTimeout(500);
    await quickInput.getByRole('checkbox').first().click();
    await page.keyboard.press('Enter');
  }
}
