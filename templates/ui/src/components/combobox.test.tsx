import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";

import { Combobox, type ComboboxOption } from "./combobox";

const all = [
  { value: "1", label: "Asha Kulkarni", detail: "asha@demo.example" },
  { value: "2", label: "Ashok Rao" },
];

function Choice({ onSearch }: { onSearch: (text: string) => void }) {
  const [picked, setPicked] = useState<ComboboxOption | null>(null);
  return (
    <>
      <Combobox aria-label="Client" picked={picked} onPick={setPicked} options={all} onSearch={onSearch} none="Nobody" />
      <button type="button" onClick={() => setPicked(null)}>
        {picked?.value ?? "none"}
      </button>
    </>
  );
}

it("is typed in, gone along with arrows, picked with Enter, and taken back elsewhere", async () => {
  const searched: string[] = [];
  render(<Choice onSearch={(text) => searched.push(text)} />);
  const field = screen.getByRole("combobox", { name: "Client" });
  await userEvent.type(field, "ash");
  expect(searched.at(-1)).toBe("ash");
  expect(field).toHaveAttribute("aria-expanded", "true");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(field).toHaveValue("Ashok Rao");
  expect(field).toHaveAttribute("aria-expanded", "false");
  await userEvent.click(screen.getByRole("button", { name: "2" }));
  expect(field).toHaveValue("");
});

it("forgets what was picked as soon as somebody types on", async () => {
  render(<Choice onSearch={() => undefined} />);
  const field = screen.getByRole("combobox", { name: "Client" });
  await userEvent.type(field, "a");
  await userEvent.click(screen.getByRole("option", { name: /Asha Kulkarni/ }));
  expect(screen.getByRole("button", { name: "1" })).toBeInTheDocument();
  await userEvent.type(field, "x");
  expect(screen.getByRole("button", { name: "none" })).toBeInTheDocument();
  expect(field).toHaveValue("Asha Kulkarnix");
});
