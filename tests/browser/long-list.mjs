// A list of 10,000 rows: drawn, scrolled, gone along and selected without a wait that is seen.
const rows = 10_000;

/** Multiplies the engine's own rows, so that each looks as a real one; gives what is too much, in words, and where `strict` what is too slow. */
export async function tryLongList(page, address, list, strict) {
  await page.route(list, async (route) => {
    const answer = await (await route.fetch()).json();
    const [first] = answer.data;
    const prefix = first.id.slice(0, first.id.indexOf("_") + 1);
    const data = Array.from({ length: rows }, (_, at) => ({ ...first, id: `${prefix}${String(at).padStart(12, "0")}`, number: `LONG/${at}` }));
    await route.fulfill({ json: { ...answer, data, next_cursor: null } });
  });
  const faults = [];
  const most = (what, value, limit, always = false) => {
    console.log(`long list: ${what} ${Math.round(value)} (at most ${limit})`);
    if (value > limit && (always || strict)) faults.push(`a list of ${rows} rows: ${what} ${Math.round(value)}, at most ${limit}`);
  };
  await page.goto(address);
  const begun = Date.now();
  const box = page.locator("[data-slot=data-table] [role=region]");
  await box.getByText("LONG/0", { exact: true }).first().waitFor({ timeout: 60_000 });
  most("ms until its first row is there", Date.now() - begun, 2000);
  most("rows and cards in the page", await page.locator("[data-row]").count(), 300, true);
  // Frames while it is scrolled to the end and back in steps: how long each took.
  const gaps = await box.evaluate(async (element) => {
    const taken = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      element.scrollTop = step < 60 ? (element.scrollHeight / 60) * step : (element.scrollHeight / 60) * (120 - step);
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      taken.push(now - last);
      last = now;
    }
    return taken.sort((one, other) => one - other);
  });
  most("ms of a frame while scrolling, of 95 in 100", gaps[Math.floor(gaps.length * 0.95)], 50);
  await box.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await box
    .getByText(`LONG/${rows - 1}`, { exact: true })
    .first()
    .waitFor({ timeout: 10_000 });
  const pressed = await page.evaluate(async () => {
    const row = document.querySelector("[role=region] [data-row]");
    const before = performance.now();
    row.focus();
    row.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    return performance.now() - before;
  });
  most("ms from a key to the next paint", pressed, 100);
  await page.unroute(list);
  return faults;
}
