// How quick a page is, and how much it asks: the largest paint, the next paint after a key, and the calls at opening.
export const budgets = { calls: 4, paint: 1500, interaction: 100 };

// The session that comes back by its cookie and the stream of events belong to no page.
const noPages = /\/api\/(auth\/refresh|events|csp-report)/;

/** Before any page: what it asks of the engine. */
export function watchCalls(page) {
  const calls = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url.includes("/api/") && !noPages.test(url)) calls.push(`${request.method()} ${url.slice(url.indexOf("/api/") + 4)}`);
  });
  return calls;
}

/**
 * What the page that is open took to its largest paint, as the browser itself says: to be asked once it stands. From here on its interactions are
 * watched. Nothing is put into pages before they load, for a frame that shows a mail runs no script, and the browser complains.
 */
export async function paintOf(page) {
  return Math.round(
    await page.evaluate(() => {
      const pace = { paint: 0, interaction: 0 };
      globalThis.hostlerPace = pace;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.interactionId) pace.interaction = Math.max(pace.interaction, entry.duration);
      }).observe({ type: "event", durationThreshold: 16 });
      return new Promise((done) => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) pace.paint = Math.max(pace.paint, entry.startTime);
        }).observe({ type: "largest-contentful-paint", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(pace.paint), 0)));
      });
    }),
  );
}

/** Two keys, as somebody goes along a page without a mouse, until what they changed is painted. */
export async function interactionOf(page) {
  await page.keyboard.press("Tab");
  await page.keyboard.press("j");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))));
  return Math.round(await page.evaluate(() => globalThis.hostlerPace?.interaction ?? 0));
}

/** What is over a budget, in words. */
export function overBudget({ calls, paint, interaction }) {
  return [
    ...(calls.length > budgets.calls ? [`${calls.length} calls at opening: ${calls.join(", ")}`] : []),
    ...(paint > budgets.paint ? [`largest paint after ${paint} ms`] : []),
    ...(interaction > budgets.interaction ? [`${interaction} ms from a key to the next paint`] : []),
  ];
}

/** One line for each page, the slowest last. */
export function paceTable(rows) {
  const cell = (value, width) => String(value).padStart(width);
  const lines = rows
    .toSorted((one, other) => one.paint - other.paint)
    .map(({ name, calls, paint, interaction }) => `${cell(calls.length, 5)} ${cell(paint, 8)} ${cell(interaction, 8)}  ${name}`);
  return [`${cell("calls", 5)} ${cell("paint ms", 8)} ${cell("key ms", 8)}  page`, ...lines].join("\n");
}
