import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { axeFindings } from "../testing/axe";

import { DataTable, type Column } from "./data-table";

interface Row {
  id: string;
  name: string;
  size: number;
}
const rows: Row[] = ["a", "b", "c"].map((id, index) => ({ id, name: `name-${id}`, size: index }));
const columns: Column<Row>[] = [
  { id: "name", header: "Name", sort: "name", cell: (row) => row.name, card: "title" },
  { id: "size", header: "Size", align: "end", cell: (row) => row.size },
];

function Table({ onSort, onSelect }: { onSort?: (sort: string | undefined) => void; onSelect?: (ids: string[]) => void }) {
  const [selected, setSelected] = useState<Set<string>>(new Set());
  return (
    <DataTable
      label="Things"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      href={(row) => `/things/${row.id}`}
      sort="-name"
      onSortChange={onSort}
      selected={selected}
      onSelectedChange={(next) => {
        setSelected(next);
        onSelect?.([...next]);
      }}
      bulk={<button type="button">Pay</button>}
    />
  );
}

describe("DataTable", () => {
  it("has nothing that axe finds, as a table and as cards", async () => {
    const { container } = render(<Table onSort={() => undefined} />);
    expect(await axeFindings(container)).toEqual([]);
    expect(within(screen.getByRole("table")).getByRole("button", { name: "sort_by" }).closest("th")).toHaveAttribute("aria-sort", "descending");
  });

  it("asks the server for the other order", async () => {
    const sort = vi.fn();
    render(<Table onSort={sort} />);
    await userEvent.click(within(screen.getByRole("table")).getByRole("button"));
    expect(sort).toHaveBeenCalledWith("name");
  });

  it("goes along the rows with j and k, selects with x, opens with Enter", async () => {
    const select = vi.fn();
    render(<Table onSelect={select} />);
    const table = screen.getByRole("table");
    const [first, second] = within(table).getAllByRole("row").slice(1) as [HTMLElement, HTMLElement];
    first.focus();
    await userEvent.keyboard("j");
    expect(second).toHaveFocus();
    await userEvent.keyboard("x");
    expect(select).toHaveBeenLastCalledWith(["b"]);
    expect(screen.getByRole("button", { name: "Pay" })).toBeInTheDocument();
    const opened = vi.fn((event: MouseEvent) => event.preventDefault());
    within(second).getByRole("link").addEventListener("click", opened);
    await userEvent.keyboard("{Enter}");
    expect(opened).toHaveBeenCalledOnce();
    await userEvent.keyboard("kk");
    expect(first).toHaveFocus();
  });

  it("selects all rows and none", async () => {
    const select = vi.fn();
    render(<Table onSelect={select} />);
    const all = within(screen.getByRole("table")).getByRole("checkbox", { name: "select_all" });
    await userEvent.click(all);
    expect(select).toHaveBeenLastCalledWith(["a", "b", "c"]);
    await userEvent.click(all);
    expect(select).toHaveBeenLastCalledWith([]);
  });

  it("leaves out of a card what a row has nothing of, and keeps a nought", () => {
    const facts: Column<Row>[] = [
      { id: "name", header: "Name", cell: (row) => row.name, card: "title" },
      { id: "size", header: "Size", cell: (row) => row.size },
      { id: "paid", header: "Paid", cell: () => null },
      { id: "due", header: "Due", cell: () => "–" },
      { id: "note", header: "Note", cell: () => "" },
      { id: "for", header: "For", cell: () => [] },
      { id: "links", header: "Links", cell: () => [null, false] },
      { id: "owner", header: "Owner", cell: (row) => row.id === "b" && "Ravi" },
    ];
    render(<DataTable label="Things" rows={rows} columns={facts} rowId={(row) => row.id} />);
    const [first, second] = within(screen.getByRole("list", { name: "Things" })).getAllByRole("listitem") as [HTMLElement, HTMLElement];
    const said = (card: HTMLElement) =>
      within(card)
        .getAllByRole("term")
        .map((term, place) => [term.textContent, within(card).getAllByRole("definition")[place]?.textContent]);
    expect(said(first)).toEqual([["Size", "0"]]);
    expect(said(second)).toEqual([
      ["Size", "1"],
      ["Owner", "Ravi"],
    ]);
  });

  it("shows what is empty instead of a table without rows", () => {
    render(<DataTable label="Things" rows={[]} columns={columns} rowId={(row) => row.id} empty={<p>Nothing here</p>} />);
    expect(screen.getByText("Nothing here")).toBeInTheDocument();
    expect(screen.queryByRole("table")).toBeNull();
  });
});
