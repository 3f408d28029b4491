/* global window -- of the page that is looked at */
/** What a person does to VS Code, counted where it arrives, so that no helper can act beside the count. */

/**
 * Counts from now on: each press of the mouse, each key but those held for another, and each text put in without
 * keys. What VS Code does by itself is not trusted by the browser and does not count.
 *
 * @param most actions that are allowed
 * @returns a function that gives the actions so far in words, and throws where they are more than `most`
 */
export async function countActions(page, most) {
  const actions = [];
  await page.exposeFunction('personActs', (what) => void actions.push(what));
  // Frames that are still to come listen from their beginning.
  await page.addInitScript(listen);
  await everyFrame(page, listen);
  return async () => {
    // A frame answers in order: what it has seen before has been told by then.
    await everyFrame(page, () => null);
    if (actions.length > most)
      throw new Error(`${actions.length} actions where ${most} are allowed: ${actions.join(', ')}.`);
    return [...actions];
  };
}

/** Frames that are replaced meanwhile have nothing to answer. */
async function everyFrame(page, body) {
  await Promise.all(page.frames().map((frame) => frame.evaluate(body).catch(() => null)));
}

/** Runs in a frame; sent to the browser as text, so it uses nothing from outside. */
function listen() {
  const held = ['Control', 'Shift', 'Alt', 'Meta'];
  let typing = false;
  const on = (name, words) => {
    const told = (event) => {
      const what = event.isTrusted ? words(event) : null;
      if (what !== null) window.personActs(what);
    };
    window.addEventListener(name, told, { capture: true });
  };
  on('pointerdown', ({ target }) => `click ${(target.textContent ?? '').trim().slice(0, 40)}`);
  on('keydown', ({ key }) => {
    typing = true;
    return held.includes(key) ? null : `key ${key}`;
  });
  on('keyup', () => {
    typing = false;
    return null;
  });
  on('input', () => (typing ? null : 'text put in'));
}
