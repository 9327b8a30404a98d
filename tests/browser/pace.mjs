// How quick a page is, and how much it asks: the largest paint, the next paint after a key, and the calls at opening.
export const budgets = { calls: 4, paint: 1500, interaction: 100 };

// The session that comes back by its cookie and the stream of events belong to no page.
const noPages = /\/api\/(auth\/refresh|auth\/csrf|events|csp-report)/;
// Whether rules stand still is told above every page of the desk: asked once in two minutes by whichever page is opened then.
const ofTheFrame = "GET /admin/rules";
// What is asked again after so long is watched, and was not asked twice; nothing is watched more often than each 3 s.
const watchedMs = 2_500;
const longestWait = 15_000;

/** Before any page: what each asks of the engine, from `begin` on. */
export function watchCalls(page) {
  const calls = [];
  const latest = new Map();
  const open = new Set();
  page.on("request", (request) => {
    const url = request.url();
    if (noPages.test(url)) return;
    open.add(request);
    if (!url.includes("/api/")) return;
    const call = `${request.method()} ${url.slice(url.indexOf("/api/") + 4)}`;
    const before = latest.get(call);
    latest.set(call, Date.now());
    if (before === undefined || Date.now() - before < watchedMs) calls.push(call);
  });
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => open.delete(request));
  return {
    begin() {
      calls.length = 0;
      latest.clear();
      open.clear();
    },
    /** What was asked for until all has come, and nothing more is asked for because of it. */
    async ofOpening() {
      const until = Date.now() + longestWait;
      for (let quiet = 0; quiet < 2 && Date.now() < until; quiet = open.size === 0 ? quiet + 1 : 0) await nextPaint(page);
      const frames = calls.indexOf(ofTheFrame);
      return calls.filter((_, at) => at !== frames);
    },
  };
}

function nextPaint(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))));
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
  await nextPaint(page);
  return Math.round(await page.evaluate(() => globalThis.hostlerPace?.interaction ?? 0));
}

/** What a page asks too much, in words: the same on every machine, so every run holds it. */
export function overCalls({ calls }) {
  if (calls.length <= budgets.calls) return [];
  return [
    `${calls.length} calls at opening, at most ${budgets.calls}: ${calls.join(", ")}. Ask for what is behind a tab or a dialog when that is opened, and once for what two parts show.`,
  ];
}

/** What takes too long, in words: for a machine that does nothing else. */
export function overTime({ paint, interaction }) {
  return [...(paint > budgets.paint ? [`largest paint after ${paint} ms`] : []), ...(interaction > budgets.interaction ? [`${interaction} ms from a key to the next paint`] : [])];
}

/** One line for each page, the slowest last. */
export function paceTable(rows) {
  const cell = (value, width) => String(value).padStart(width);
  const lines = rows
    .toSorted((one, other) => one.paint - other.paint)
    .map(({ name, calls, paint, interaction }) => `${cell(calls.length, 5)} ${cell(paint, 8)} ${cell(interaction, 8)}  ${name}`);
  return [`${cell("calls", 5)} ${cell("paint ms", 8)} ${cell("key ms", 8)}  page`, ...lines].join("\n");
}
