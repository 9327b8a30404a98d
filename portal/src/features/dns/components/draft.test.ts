import { describe, expect, it } from "vitest";

import { addRow, bodiesOf, countChanges, draftOf, draftTowards, putRow, rebase, removeRow, stateOf, undoRow, wanted } from "./draft";
import { joinValue, splitValue } from "./record-parts";

const a = { name: "www", type: "A", ttl: 3600, values: ["192.0.2.1"] };
const mx = { name: "@", type: "MX", ttl: 3600, values: ["10 mail.acme.example"] };
const zone = { serial: 3, records: [mx, a] };

describe("a draft", () => {
  it("counts what differs, and nothing that was taken back", () => {
    const draft = draftOf(zone);
    expect(countChanges(draft)).toBe(0);
    const changed = putRow(draft, "www A", { ...a, values: ["192.0.2.2"] });
    expect(changed.rows.map(stateOf)).toEqual(["same", "changed"]);
    expect(countChanges(putRow(changed, "www A", a))).toBe(0);
    expect(countChanges(undoRow(removeRow(draft, "@ MX"), "@ MX"))).toBe(0);
  });

  it("leaves out what is removed, and forgets what was new", () => {
    const draft = addRow(removeRow(draftOf(zone), "@ MX"), { name: "ftp", type: "A", ttl: 300, values: ["192.0.2.3"] }, "new 1");
    expect(wanted(draft).map(({ key }) => key)).toEqual(["new 1", "www A"]);
    expect(bodiesOf(wanted(draft))[0]).toEqual({ name: "ftp", type: "A", ttl: 300, values: ["192.0.2.3"] });
    expect(removeRow(draft, "new 1").rows).toHaveLength(2);
  });

  it("goes on top of a newer version and marks what others changed too", () => {
    let mine = putRow(draftOf(zone), "www A", { ...a, values: ["192.0.2.2"] });
    mine = addRow(mine, { name: "ftp", type: "A", ttl: 300, values: ["192.0.2.3"] }, "new 1");
    const theirs = {
      serial: 4,
      records: [
        { ...a, values: ["192.0.2.9"] },
        { name: "_dmarc", type: "TXT", ttl: 3600, values: ["v=DMARC1; p=none"] },
      ],
    };
    const both = rebase(mine, theirs);
    expect(both.serial).toBe(4);
    expect(wanted(both).map(({ name, values, clash }) => [name, values[0], clash])).toEqual([
      ["ftp", "192.0.2.3", false],
      ["www", "192.0.2.2", true],
      ["_dmarc", "v=DMARC1; p=none", undefined],
    ]);
    expect(countChanges(both)).toBe(2);
  });

  it("can lead to an earlier version", () => {
    const draft = draftTowards(zone, [
      { ...a, ttl: 60 },
      { name: "old", type: "A", ttl: 3600, values: ["192.0.2.7"] },
    ]);
    expect(draft.rows.map((row) => [row.name, stateOf(row)])).toEqual([
      ["old", "added"],
      ["@", "removed"],
      ["www", "changed"],
    ]);
  });
});

describe("a value", () => {
  it("is taken apart and put together again", () => {
    for (const [type, value] of [
      ["MX", "10 mail.acme.example"],
      ["SRV", "0 5 5060 sip.acme.example"],
      ["CAA", "0 iodef mailto:security@acme.example"],
      ["TXT", "v=spf1  two  blanks -all"],
    ] as const)
      expect(joinValue(splitValue(type, value))).toBe(value);
  });

  it("has a place for every part, though one is not written yet", () => {
    expect(splitValue("SRV", "0")).toEqual(["0", "", "", ""]);
    expect(splitValue("MX", "10 ")).toEqual(["10", ""]);
  });
});
