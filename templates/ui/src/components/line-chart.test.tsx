import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { LineChart } from "./line-chart";

const format = (value: number) => `${value} %`;

it("says its newest, lowest and highest to who sees no picture", () => {
  render(
    <LineChart
      label="Processor"
      format={format}
      most={100}
      lines={[
        {
          name: "Busy",
          points: [
            { at: 0, value: 10 },
            { at: 60_000, value: 90 },
            { at: 120_000, value: 40 },
          ],
        },
      ]}
    />,
  );
  expect(screen.getByRole("img", { name: "Processor. Busy: 40 % (10 % – 90 %)" })).toBeInTheDocument();
  const line = document.querySelector("polyline")?.getAttribute("points")?.split(" ") ?? [];
  expect(line).toHaveLength(3);
  expect(line[0]?.startsWith("0.0,")).toBe(true);
  expect(line[2]?.startsWith("400.0,")).toBe(true);
});

it("draws a single point, and a line of zeros, without nonsense", () => {
  render(<LineChart label="Load" format={format} lines={[{ name: "1 minute", points: [{ at: 5, value: 0 }] }]} />);
  expect(document.querySelector("polyline")?.getAttribute("points")).not.toMatch(/NaN|Infinity/);
});
