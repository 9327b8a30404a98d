// A hook is written in the editor, tried on an event without doing anything, enabled, and removed again.
import { enterDesk } from "../steps.mjs";

const script = `on("before.suspend", function(event)
if event.days_overdue < 14 then
return refuse("patience", "Everybody has 14 days.")
end
end)`;

export default {
  name: "staff write a hook, try it and enable it",
  async run({ engine, page, staff, say, must, shot }) {
    await enterDesk(page, engine, "/automation/hooks");
    say("begins a new one");
    await page.getByRole("link", { name: "New hook" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("patience");
    const editor = page.getByRole("textbox", { name: "Script" });
    await editor.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(script);

    say("tries it before it is stored");
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText("Refuses").waitFor();
    await page.getByText("Everybody has 14 days.").last().waitFor();
    await shot("tried");

    say("stores and enables it");
    await page.getByRole("button", { name: "Store it" }).click();
    await page.waitForURL("**/automation/hooks/patience");
    await page.getByRole("button", { name: "Enable" }).click();
    await page.locator("main header [data-state-name=on]").waitFor();
    await shot("on");
    const desk = await staff();
    const stored = await desk("GET", "/admin/hooks/patience");
    must(stored.enabled && stored.source.includes("14 days"), "it is not stored as written");

    say("removes it");
    await page.getByRole("button", { name: "Remove" }).click();
    const ask = page.getByRole("alertdialog");
    await ask.getByRole("textbox").fill("patience");
    await ask.getByRole("button", { name: "Remove" }).click();
    await page.waitForURL("**/automation/hooks");
    must(!(await desk("GET", "/admin/hooks")).data.some(({ name }) => name === "patience"), "it is still there");
  },
};
