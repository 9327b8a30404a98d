import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { useGrowing } from "./growing";

/** Plays the browser's: what is watched, and when the reader comes near it. */
class Watcher {
  static all: Watcher[] = [];
  readonly watched = new Set<Element>();
  constructor(
    readonly tell: (entries: Partial<IntersectionObserverEntry>[]) => void,
    readonly wishes: IntersectionObserverInit,
  ) {
    Watcher.all.push(this);
  }
  observe(element: Element) {
    this.watched.add(element);
  }
  disconnect() {
    this.watched.clear();
  }
  static awake() {
    return Watcher.all.filter(({ watched }) => watched.size > 0);
  }
}
const near = (isIntersecting = true) => act(() => Watcher.awake().forEach((watcher) => watcher.tell([{ isIntersecting }])));

function List({ length, step = 200 }: { length: number; step?: number }) {
  const { shown, end } = useGrowing(length, step);
  return (
    <ul>
      {Array.from({ length: shown }, (_, at) => (
        <li key={at} data-testid="row" />
      ))}
      {shown < length && <li ref={end} aria-hidden />}
    </ul>
  );
}
const rows = () => screen.queryAllByTestId("row").length;

beforeEach(() => {
  Watcher.all = [];
  vi.stubGlobal("IntersectionObserver", Watcher);
});
afterEach(() => vi.unstubAllGlobals());

it("draws a step at first, and another each time that the reader comes near the end", () => {
  render(<List length={500} />);
  expect(rows()).toBe(200);
  near();
  expect(rows()).toBe(400);
  near();
  expect(rows()).toBe(500);
});

it("draws no more while the reader is far from the end", () => {
  render(<List length={500} />);
  near(false);
  expect(rows()).toBe(200);
});

it("begins before the end is seen, so that nobody waits there", () => {
  render(<List length={500} />);
  expect(Watcher.awake().map(({ wishes }) => wishes.rootMargin)).toEqual(["1500px"]);
});

it("watches one end alone, and none once all is drawn or the list is gone", () => {
  const { unmount } = render(<List length={500} />);
  near();
  expect(Watcher.awake()).toHaveLength(1);
  near();
  expect(Watcher.awake()).toHaveLength(0);
  unmount();
  const another = render(<List length={500} />);
  another.unmount();
  expect(Watcher.awake()).toHaveLength(0);
});

it("draws a short list whole, and goes on where more rows come", () => {
  const { rerender } = render(<List length={3} />);
  expect(rows()).toBe(3);
  expect(Watcher.awake()).toHaveLength(0);
  rerender(<List length={450} />);
  expect(rows()).toBe(200);
  near();
  expect(rows()).toBe(400);
});

it("draws no more than there is where rows go", () => {
  const { rerender } = render(<List length={500} />);
  near();
  rerender(<List length={120} />);
  expect(rows()).toBe(120);
});

it("shows the first step where the browser can't tell", () => {
  vi.stubGlobal("IntersectionObserver", undefined);
  render(<List length={500} />);
  expect(rows()).toBe(200);
});
