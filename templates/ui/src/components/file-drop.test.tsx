import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { FileDrop } from "./file-drop";
import { Rating } from "./rating";

const file = (name: string) => new File(["x"], name, { type: "text/plain" });

it("hands over what is chosen and what is dropped", async () => {
  const onFiles = vi.fn();
  render(<FileDrop label="Attach files" help="At most 10 MB" onFiles={onFiles} />);
  expect(screen.getByRole("button", { name: "Attach files" })).toHaveAccessibleDescription("At most 10 MB");
  await userEvent.upload(screen.getByLabelText("Attach files", { selector: "input" }), [file("a.txt"), file("b.txt")]);
  expect(onFiles.mock.lastCall?.[0]).toHaveLength(2);
  fireEvent.drop(screen.getByText("At most 10 MB"), { dataTransfer: { files: [file("c.txt")] } });
  expect(onFiles).toHaveBeenCalledTimes(2);
});

it("takes nothing while it is disabled", () => {
  const onFiles = vi.fn();
  render(<FileDrop label="Attach files" disabled onFiles={onFiles} help="none" />);
  fireEvent.drop(screen.getByText("none"), { dataTransfer: { files: [file("c.txt")] } });
  expect(onFiles).not.toHaveBeenCalled();
});

it("rates with radio buttons, and shows a verdict as one picture", async () => {
  const onChange = vi.fn();
  const words: [string, string, string, string, string] = ["Bad", "Poor", "Fair", "Good", "Very good"];
  const { rerender } = render(<Rating label="How was it?" value={0} onChange={onChange} words={words} />);
  await userEvent.click(screen.getByRole("radio", { name: "Good" }));
  expect(onChange).toHaveBeenCalledWith(4);
  rerender(<Rating label="How was it?" value={4} words={words} />);
  expect(screen.getByRole("img", { name: "How was it?: Good" })).toBeInTheDocument();
});
